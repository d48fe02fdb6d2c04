// All causes that a diagnosis looks for, sorted by name. A cause that is not on this list is not looked for. Long because it is a
// list: one line to fetch and one to name each.

import type { AnyCause } from './cause';
import { accessDeniedByServer } from './causes/accessDeniedByServer';
import { addressPoolsExhausted } from './causes/addressPoolsExhausted';
import { anotherVolumeHoldsData } from './causes/anotherVolumeHoldsData';
import { askedPortNotPublished } from './causes/askedPortNotPublished';
import { authenticationFailed } from './causes/authenticationFailed';
import { badCommandArgument } from './causes/badCommandArgument';
import { bindMountHidesApp } from './causes/bindMountHidesApp';
import { bindSourceMissing } from './causes/bindSourceMissing';
import { capabilityMissing } from './causes/capabilityMissing';
import { capabilityNotPermitted } from './causes/capabilityNotPermitted';
import { childOomKilled } from './causes/childOomKilled';
import { commandAppendedToEntrypoint } from './causes/commandAppendedToEntrypoint';
import { commandInScriptMissing } from './causes/commandInScriptMissing';
import { commandNotFound } from './causes/commandNotFound';
import { commandPathMissing } from './causes/commandPathMissing';
import { configSyntaxError } from './causes/configSyntaxError';
import { connectedToWorker } from './causes/connectedToWorker';
import { constraintNoMatch } from './causes/constraintNoMatch';
import { containerNotStarted } from './causes/containerNotStarted';
import { containerPaused } from './causes/containerPaused';
import { cpuThrottled } from './causes/cpuThrottled';
import { crlfLineEndings } from './causes/crlfLineEndings';
import { databaseKeepsOldPassword } from './causes/databaseKeepsOldPassword';
import { dataCorrupted } from './causes/dataCorrupted';
import { dataDirectoryInUse } from './causes/dataDirectoryInUse';
import { dataDirectoryNotEmpty } from './causes/dataDirectoryNotEmpty';
import { dataInAnonymousVolume } from './causes/dataInAnonymousVolume';
import { dataInContainerLayer } from './causes/dataInContainerLayer';
import { dataInTmpfs } from './causes/dataInTmpfs';
import { dataKeptInMemory } from './causes/dataKeptInMemory';
import { dataVersionMismatch } from './causes/dataVersionMismatch';
import { dependencyDown } from './causes/dependencyDown';
import { dependencyFailing } from './causes/dependencyFailing';
import { dependencyNotListening } from './causes/dependencyNotListening';
import { dependencySilent } from './causes/dependencySilent';
import { deviceMissing } from './causes/deviceMissing';
import { differentNetworks } from './causes/differentNetworks';
import { directoryInPlaceOfFile } from './causes/directoryInPlaceOfFile';
import { diskFull } from './causes/diskFull';
import { diskFullInside } from './causes/diskFullInside';
import { dockerSocketDenied } from './causes/dockerSocketDenied';
import { doesNotDie } from './causes/doesNotDie';
import { downSinceEngineRestart } from './causes/downSinceEngineRestart';
import { duplicateNetworkAlias } from './causes/duplicateNetworkAlias';
import { engineVersionsDiffer } from './causes/engineVersionsDiffer';
import { entrypointNotExecutable } from './causes/entrypointNotExecutable';
import { evenManagers } from './causes/evenManagers';
import { extraHostsOverride } from './causes/extraHostsOverride';
import { fatalSignal } from './causes/fatalSignal';
import { firewallRulesLost } from './causes/firewallRulesLost';
import { globalServiceSkipsNode } from './causes/globalServiceSkipsNode';
import { globalServiceWithoutNode } from './causes/globalServiceWithoutNode';
import { gpuRuntimeMissing } from './causes/gpuRuntimeMissing';
import { healthcheckExecForm } from './causes/healthcheckExecForm';
import { healthcheckFailing } from './causes/healthcheckFailing';
import { healthcheckFileMissing } from './causes/healthcheckFileMissing';
import { healthcheckNotAuthorized } from './causes/healthcheckNotAuthorized';
import { healthcheckNotExecutable } from './causes/healthcheckNotExecutable';
import { healthcheckTimeoutTooShort } from './causes/healthcheckTimeoutTooShort';
import { healthcheckToolMissing } from './causes/healthcheckToolMissing';
import { healthcheckWrongAddress } from './causes/healthcheckWrongAddress';
import { healthcheckWrongPath } from './causes/healthcheckWrongPath';
import { healthcheckWrongPort } from './causes/healthcheckWrongPort';
import { healthcheckWrongScheme } from './causes/healthcheckWrongScheme';
import { healthStaysStarting } from './causes/healthStaysStarting';
import { heapLargerThanLimit } from './causes/heapLargerThanLimit';
import { hostAddressMissing } from './causes/hostAddressMissing';
import { hostGatewayMissing } from './causes/hostGatewayMissing';
import { hostModePortConflict } from './causes/hostModePortConflict';
import { hostModePortElsewhere } from './causes/hostModePortElsewhere';
import { hostPortInUseByProcess } from './causes/hostPortInUseByProcess';
import { hostServiceUnreachable } from './causes/hostServiceUnreachable';
import { hostSettingTooLow } from './causes/hostSettingTooLow';
import { iccDisabled } from './causes/iccDisabled';
import { imageDiffersBetweenNodes } from './causes/imageDiffersBetweenNodes';
import { imageForOtherPlatform } from './causes/imageForOtherPlatform';
import { imageMissingOnNode } from './causes/imageMissingOnNode';
import { imageNotFound } from './causes/imageNotFound';
import { imagePathPermissionDenied } from './causes/imagePathPermissionDenied';
import { ingressPortTaken } from './causes/ingressPortTaken';
import { inodesExhausted } from './causes/inodesExhausted';
import { insufficientResources } from './causes/insufficientResources';
import { interactiveShellNoTty } from './causes/interactiveShellNoTty';
import { internalNetworkNoOutside } from './causes/internalNetworkNoOutside';
import { interpreterMissing } from './causes/interpreterMissing';
import { invalidSettingValue } from './causes/invalidSettingValue';
import { invalidSysctl } from './causes/invalidSysctl';
import { ipPoolExhausted } from './causes/ipPoolExhausted';
import { ipv6Localhost } from './causes/ipv6Localhost';
import { joinedContainerMissing } from './causes/joinedContainerMissing';
import { joinedNetworkLost } from './causes/joinedNetworkLost';
import { killedByHealthCheck } from './causes/killedByHealthCheck';
import { killedFromOutside } from './causes/killedFromOutside';
import { licenseRefused } from './causes/licenseRefused';
import { listensOnLoopback } from './causes/listensOnLoopback';
import { localhostInsteadOfServiceName } from './causes/localhostInsteadOfServiceName';
import { localVolumeOnManyNodes } from './causes/localVolumeOnManyNodes';
import { logDriverNone } from './causes/logDriverNone';
import { logDriverNotFound } from './causes/logDriverNotFound';
import { logDriverUnreachable } from './causes/logDriverUnreachable';
import { logLevelQuiet } from './causes/logLevelQuiet';
import { logsBuffered } from './causes/logsBuffered';
import { logsNotOnStdout } from './causes/logsNotOnStdout';
import { logsNotReadable } from './causes/logsNotReadable';
import { logsRotatedAway } from './causes/logsRotatedAway';
import { lowPortDenied } from './causes/lowPortDenied';
import { mainProcessDaemonizes } from './causes/mainProcessDaemonizes';
import { masqueradeDisabled } from './causes/masqueradeDisabled';
import { maxReplicasPerNode } from './causes/maxReplicasPerNode';
import { memoryLimitTooSmall } from './causes/memoryLimitTooSmall';
import { memoryNearLimit } from './causes/memoryNearLimit';
import { missingDatabase } from './causes/missingDatabase';
import { missingEnvVar } from './causes/missingEnvVar';
import { missingFile } from './causes/missingFile';
import { missingModule } from './causes/missingModule';
import { missingSharedLibrary } from './causes/missingSharedLibrary';
import { missingShebang } from './causes/missingShebang';
import { mountBroken } from './causes/mountBroken';
import { mountDirectoryOntoFile } from './causes/mountDirectoryOntoFile';
import { mountHidesContent } from './causes/mountHidesContent';
import { mountNotShared } from './causes/mountNotShared';
import { mtuTooLarge } from './causes/mtuTooLarge';
import { nativeModuleMismatch } from './causes/nativeModuleMismatch';
import { needsTerminal } from './causes/needsTerminal';
import { networkDetached } from './causes/networkDetached';
import { networkNone } from './causes/networkNone';
import { networkNotFound } from './causes/networkNotFound';
import { nodeDrained } from './causes/nodeDrained';
import { nodeTakesNoTasks } from './causes/nodeTakesNoTasks';
import { noexecMount } from './causes/noexecMount';
import { nofileLimit } from './causes/nofileLimit';
import { noNewPrivileges } from './causes/noNewPrivileges';
import { noSharedNetwork } from './causes/noSharedNetwork';
import { oldSecretVersion } from './causes/oldSecretVersion';
import { oneShotAsService } from './causes/oneShotAsService';
import { oneShotRestarted } from './causes/oneShotRestarted';
import { oomKilled } from './causes/oomKilled';
import { outOfMemoryInside } from './causes/outOfMemoryInside';
import { outsideNameNotResolved } from './causes/outsideNameNotResolved';
import { overlayAddressesExhausted } from './causes/overlayAddressesExhausted';
import { overlayInterfaceFailed } from './causes/overlayInterfaceFailed';
import { overlayNotAttachable } from './causes/overlayNotAttachable';
import { overlayTrafficBlocked } from './causes/overlayTrafficBlocked';
import { pidsLimitReached } from './causes/pidsLimitReached';
import { platformNotSupported } from './causes/platformNotSupported';
import { pluginMissingOnNodes } from './causes/pluginMissingOnNodes';
import { portAlreadyAllocated } from './causes/portAlreadyAllocated';
import { portInUseInside } from './causes/portInUseInside';
import { portNotPublished } from './causes/portNotPublished';
import { portsIgnoredOnHostNetwork } from './causes/portsIgnoredOnHostNetwork';
import { privilegedPortRootless } from './causes/privilegedPortRootless';
import { proxyInTheWay } from './causes/proxyInTheWay';
import { publishedOnLoopback } from './causes/publishedOnLoopback';
import { publishedOnOneAddress } from './causes/publishedOnOneAddress';
import { publishedPortDropped } from './causes/publishedPortDropped';
import { publishedPortMismatch } from './causes/publishedPortMismatch';
import { readonlyRootfs } from './causes/readonlyRootfs';
import { registryRefuses } from './causes/registryRefuses';
import { restartAttemptsExhausted } from './causes/restartAttemptsExhausted';
import { restartRetriesExhausted } from './causes/restartRetriesExhausted';
import { rootRotationPending } from './causes/rootRotationPending';
import { routingMeshSilent } from './causes/routingMeshSilent';
import { scaledToZero } from './causes/scaledToZero';
import { schemaNotMigrated } from './causes/schemaNotMigrated';
import { scriptNotExecutable } from './causes/scriptNotExecutable';
import { seccompBlocks } from './causes/seccompBlocks';
import { secretNotMounted } from './causes/secretNotMounted';
import { secretPermissionDenied } from './causes/secretPermissionDenied';
import { segmentationFault } from './causes/segmentationFault';
import { serverAddressMissing } from './causes/serverAddressMissing';
import { serverEndedNormally } from './causes/serverEndedNormally';
import { serverRefusesWrites } from './causes/serverRefusesWrites';
import { serviceNotRestarted } from './causes/serviceNotRestarted';
import { serviceTaskCompleted } from './causes/serviceTaskCompleted';
import { serviceVipSilent } from './causes/serviceVipSilent';
import { shmTooSmall } from './causes/shmTooSmall';
import { sigtermIgnored } from './causes/sigtermIgnored';
import { staleContainerAddress } from './causes/staleContainerAddress';
import { staleImage } from './causes/staleImage';
import { staleLockFile } from './causes/staleLockFile';
import { staleNetworkEndpoint } from './causes/staleNetworkEndpoint';
import { startFirstNoRoom } from './causes/startFirstNoRoom';
import { startPeriodTooShort } from './causes/startPeriodTooShort';
import { startupOrderRace } from './causes/startupOrderRace';
import { staticAddressInUse } from './causes/staticAddressInUse';
import { staticAddressRefused } from './causes/staticAddressRefused';
import { stopGraceTooShort } from './causes/stopGraceTooShort';
import { stoppedOnRequest } from './causes/stoppedOnRequest';
import { subnetOverlaps } from './causes/subnetOverlaps';
import { subnetShadowsAddress } from './causes/subnetShadowsAddress';
import { taskStuckNew } from './causes/taskStuckNew';
import { taskStuckPreparing } from './causes/taskStuckPreparing';
import { timezoneDataMissing } from './causes/timezoneDataMissing';
import { tlsFailed } from './causes/tlsFailed';
import { tmpfsFull } from './causes/tmpfsFull';
import { tooManyConnections } from './causes/tooManyConnections';
import { udpPublishedForTcp } from './causes/udpPublishedForTcp';
import { ulimitAboveHostLimit } from './causes/ulimitAboveHostLimit';
import { unexplainedExit } from './causes/unexplainedExit';
import { unexplainedStart } from './causes/unexplainedStart';
import { updatePacedSlowly } from './causes/updatePacedSlowly';
import { updatePaused } from './causes/updatePaused';
import { updateRolledBack } from './causes/updateRolledBack';
import { updateWaitsForOldTask } from './causes/updateWaitsForOldTask';
import { userNotFound } from './causes/userNotFound';
import { volumeAtWrongPath } from './causes/volumeAtWrongPath';
import { volumeDriverMissing } from './causes/volumeDriverMissing';
import { volumeFull } from './causes/volumeFull';
import { volumeKeepsOldFiles } from './causes/volumeKeepsOldFiles';
import { volumeMountedReadOnly } from './causes/volumeMountedReadOnly';
import { volumeMountFailed } from './causes/volumeMountFailed';
import { volumePermissionDenied } from './causes/volumePermissionDenied';
import { waitsForDependency } from './causes/waitsForDependency';
import { waitsInVain } from './causes/waitsInVain';
import { wrongArchitecture } from './causes/wrongArchitecture';
import { wrongDependencyName } from './causes/wrongDependencyName';
import { wrongDependencyPort } from './causes/wrongDependencyPort';
import { wrongStopSignal } from './causes/wrongStopSignal';
import { wrongWorkingDirectory } from './causes/wrongWorkingDirectory';
import { wrongWorkingDirectoryAtStart } from './causes/wrongWorkingDirectoryAtStart';
import { zombieProcesses } from './causes/zombieProcesses';

export const causeSet: readonly AnyCause[] = [
  accessDeniedByServer,
  addressPoolsExhausted,
  anotherVolumeHoldsData,
  askedPortNotPublished,
  authenticationFailed,
  badCommandArgument,
  bindMountHidesApp,
  bindSourceMissing,
  capabilityMissing,
  capabilityNotPermitted,
  childOomKilled,
  commandAppendedToEntrypoint,
  commandInScriptMissing,
  commandNotFound,
  commandPathMissing,
  configSyntaxError,
  connectedToWorker,
  constraintNoMatch,
  containerNotStarted,
  containerPaused,
  cpuThrottled,
  crlfLineEndings,
  dataCorrupted,
  dataDirectoryInUse,
  dataDirectoryNotEmpty,
  dataInAnonymousVolume,
  dataInContainerLayer,
  dataInTmpfs,
  dataKeptInMemory,
  dataVersionMismatch,
  databaseKeepsOldPassword,
  dependencyDown,
  dependencyFailing,
  dependencyNotListening,
  dependencySilent,
  deviceMissing,
  differentNetworks,
  directoryInPlaceOfFile,
  diskFull,
  diskFullInside,
  dockerSocketDenied,
  doesNotDie,
  downSinceEngineRestart,
  duplicateNetworkAlias,
  engineVersionsDiffer,
  entrypointNotExecutable,
  evenManagers,
  extraHostsOverride,
  fatalSignal,
  firewallRulesLost,
  globalServiceSkipsNode,
  globalServiceWithoutNode,
  gpuRuntimeMissing,
  healthStaysStarting,
  healthcheckExecForm,
  healthcheckFailing,
  healthcheckFileMissing,
  healthcheckNotAuthorized,
  healthcheckNotExecutable,
  healthcheckTimeoutTooShort,
  healthcheckToolMissing,
  healthcheckWrongAddress,
  healthcheckWrongPath,
  healthcheckWrongPort,
  healthcheckWrongScheme,
  heapLargerThanLimit,
  hostAddressMissing,
  hostGatewayMissing,
  hostModePortConflict,
  hostModePortElsewhere,
  hostPortInUseByProcess,
  hostServiceUnreachable,
  hostSettingTooLow,
  iccDisabled,
  imageDiffersBetweenNodes,
  imageForOtherPlatform,
  imageMissingOnNode,
  imageNotFound,
  imagePathPermissionDenied,
  ingressPortTaken,
  inodesExhausted,
  insufficientResources,
  interactiveShellNoTty,
  internalNetworkNoOutside,
  interpreterMissing,
  invalidSettingValue,
  invalidSysctl,
  ipPoolExhausted,
  ipv6Localhost,
  joinedContainerMissing,
  joinedNetworkLost,
  killedByHealthCheck,
  killedFromOutside,
  licenseRefused,
  listensOnLoopback,
  localVolumeOnManyNodes,
  localhostInsteadOfServiceName,
  logDriverNone,
  logDriverNotFound,
  logDriverUnreachable,
  logLevelQuiet,
  logsBuffered,
  logsNotOnStdout,
  logsNotReadable,
  logsRotatedAway,
  lowPortDenied,
  mainProcessDaemonizes,
  masqueradeDisabled,
  maxReplicasPerNode,
  memoryLimitTooSmall,
  memoryNearLimit,
  missingDatabase,
  missingEnvVar,
  missingFile,
  missingModule,
  missingSharedLibrary,
  missingShebang,
  mountBroken,
  mountDirectoryOntoFile,
  mountHidesContent,
  mountNotShared,
  mtuTooLarge,
  nativeModuleMismatch,
  needsTerminal,
  networkDetached,
  networkNone,
  networkNotFound,
  noNewPrivileges,
  noSharedNetwork,
  nodeDrained,
  nodeTakesNoTasks,
  noexecMount,
  nofileLimit,
  oldSecretVersion,
  oneShotAsService,
  oneShotRestarted,
  oomKilled,
  outOfMemoryInside,
  outsideNameNotResolved,
  overlayAddressesExhausted,
  overlayInterfaceFailed,
  overlayNotAttachable,
  overlayTrafficBlocked,
  pidsLimitReached,
  platformNotSupported,
  pluginMissingOnNodes,
  portAlreadyAllocated,
  portInUseInside,
  portNotPublished,
  portsIgnoredOnHostNetwork,
  privilegedPortRootless,
  proxyInTheWay,
  publishedOnLoopback,
  publishedOnOneAddress,
  publishedPortDropped,
  publishedPortMismatch,
  readonlyRootfs,
  registryRefuses,
  restartAttemptsExhausted,
  restartRetriesExhausted,
  rootRotationPending,
  routingMeshSilent,
  scaledToZero,
  schemaNotMigrated,
  scriptNotExecutable,
  seccompBlocks,
  secretNotMounted,
  secretPermissionDenied,
  segmentationFault,
  serverAddressMissing,
  serverEndedNormally,
  serverRefusesWrites,
  serviceNotRestarted,
  serviceTaskCompleted,
  serviceVipSilent,
  shmTooSmall,
  sigtermIgnored,
  staleContainerAddress,
  staleImage,
  staleLockFile,
  staleNetworkEndpoint,
  startFirstNoRoom,
  startPeriodTooShort,
  startupOrderRace,
  staticAddressInUse,
  staticAddressRefused,
  stopGraceTooShort,
  stoppedOnRequest,
  subnetOverlaps,
  subnetShadowsAddress,
  taskStuckNew,
  taskStuckPreparing,
  timezoneDataMissing,
  tlsFailed,
  tmpfsFull,
  tooManyConnections,
  udpPublishedForTcp,
  ulimitAboveHostLimit,
  unexplainedExit,
  unexplainedStart,
  updatePacedSlowly,
  updatePaused,
  updateRolledBack,
  updateWaitsForOldTask,
  userNotFound,
  volumeAtWrongPath,
  volumeDriverMissing,
  volumeFull,
  volumeKeepsOldFiles,
  volumeMountFailed,
  volumeMountedReadOnly,
  volumePermissionDenied,
  waitsForDependency,
  waitsInVain,
  wrongArchitecture,
  wrongDependencyName,
  wrongDependencyPort,
  wrongStopSignal,
  wrongWorkingDirectory,
  wrongWorkingDirectoryAtStart,
  zombieProcesses,
];
