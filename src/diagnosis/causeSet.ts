// All causes that a diagnosis looks for, sorted by name. A cause that is not on this list is not looked for. Long because it is a
// list: one line to fetch and one to name each.

import type { AnyCause } from './cause';
import { accessDeniedByServer } from './causes/dependencies/accessDeniedByServer';
import { authenticationFailed } from './causes/dependencies/authenticationFailed';
import { databaseKeepsOldPassword } from './causes/dependencies/databaseKeepsOldPassword';
import { dependencyDown } from './causes/dependencies/dependencyDown';
import { dependencyFailing } from './causes/dependencies/dependencyFailing';
import { dependencyNotListening } from './causes/dependencies/dependencyNotListening';
import { dependencySilent } from './causes/dependencies/dependencySilent';
import { missingDatabase } from './causes/dependencies/missingDatabase';
import { schemaNotMigrated } from './causes/dependencies/schemaNotMigrated';
import { serverAddressMissing } from './causes/dependencies/serverAddressMissing';
import { serverRefusesWrites } from './causes/dependencies/serverRefusesWrites';
import { startupOrderRace } from './causes/dependencies/startupOrderRace';
import { tlsFailed } from './causes/dependencies/tlsFailed';
import { tooManyConnections } from './causes/dependencies/tooManyConnections';
import { waitsForDependency } from './causes/dependencies/waitsForDependency';
import { waitsInVain } from './causes/dependencies/waitsInVain';
import { wrongDependencyName } from './causes/dependencies/wrongDependencyName';
import { wrongDependencyPort } from './causes/dependencies/wrongDependencyPort';
import { healthcheckExecForm } from './causes/health/healthcheckExecForm';
import { healthcheckFailing } from './causes/health/healthcheckFailing';
import { healthcheckFileMissing } from './causes/health/healthcheckFileMissing';
import { healthcheckNotAuthorized } from './causes/health/healthcheckNotAuthorized';
import { healthcheckNotExecutable } from './causes/health/healthcheckNotExecutable';
import { healthcheckTimeoutTooShort } from './causes/health/healthcheckTimeoutTooShort';
import { healthcheckToolMissing } from './causes/health/healthcheckToolMissing';
import { healthcheckWrongAddress } from './causes/health/healthcheckWrongAddress';
import { healthcheckWrongPath } from './causes/health/healthcheckWrongPath';
import { healthcheckWrongPort } from './causes/health/healthcheckWrongPort';
import { healthcheckWrongScheme } from './causes/health/healthcheckWrongScheme';
import { healthStaysStarting } from './causes/health/healthStaysStarting';
import { killedByHealthCheck } from './causes/health/killedByHealthCheck';
import { startPeriodTooShort } from './causes/health/startPeriodTooShort';
import { imageDiffersBetweenNodes } from './causes/images/imageDiffersBetweenNodes';
import { imageForOtherPlatform } from './causes/images/imageForOtherPlatform';
import { imageMissingOnNode } from './causes/images/imageMissingOnNode';
import { imageNotFound } from './causes/images/imageNotFound';
import { registryRefuses } from './causes/images/registryRefuses';
import { staleImage } from './causes/images/staleImage';
import { wrongArchitecture } from './causes/images/wrongArchitecture';
import { childOomKilled } from './causes/limits/childOomKilled';
import { cpuThrottled } from './causes/limits/cpuThrottled';
import { heapLargerThanLimit } from './causes/limits/heapLargerThanLimit';
import { hostSettingTooLow } from './causes/limits/hostSettingTooLow';
import { memoryLimitTooSmall } from './causes/limits/memoryLimitTooSmall';
import { memoryNearLimit } from './causes/limits/memoryNearLimit';
import { nofileLimit } from './causes/limits/nofileLimit';
import { oomKilled } from './causes/limits/oomKilled';
import { outOfMemoryInside } from './causes/limits/outOfMemoryInside';
import { pidsLimitReached } from './causes/limits/pidsLimitReached';
import { shmTooSmall } from './causes/limits/shmTooSmall';
import { logDriverNone } from './causes/logs/logDriverNone';
import { logDriverNotFound } from './causes/logs/logDriverNotFound';
import { logDriverUnreachable } from './causes/logs/logDriverUnreachable';
import { logLevelQuiet } from './causes/logs/logLevelQuiet';
import { logsBuffered } from './causes/logs/logsBuffered';
import { logsNotOnStdout } from './causes/logs/logsNotOnStdout';
import { logsNotReadable } from './causes/logs/logsNotReadable';
import { logsRotatedAway } from './causes/logs/logsRotatedAway';
import { addressPoolsExhausted } from './causes/network/addressPoolsExhausted';
import { differentNetworks } from './causes/network/differentNetworks';
import { duplicateNetworkAlias } from './causes/network/duplicateNetworkAlias';
import { extraHostsOverride } from './causes/network/extraHostsOverride';
import { firewallRulesLost } from './causes/network/firewallRulesLost';
import { hostAddressMissing } from './causes/network/hostAddressMissing';
import { hostGatewayMissing } from './causes/network/hostGatewayMissing';
import { hostServiceUnreachable } from './causes/network/hostServiceUnreachable';
import { iccDisabled } from './causes/network/iccDisabled';
import { internalNetworkNoOutside } from './causes/network/internalNetworkNoOutside';
import { ipPoolExhausted } from './causes/network/ipPoolExhausted';
import { ipv6Localhost } from './causes/network/ipv6Localhost';
import { joinedContainerMissing } from './causes/network/joinedContainerMissing';
import { joinedNetworkLost } from './causes/network/joinedNetworkLost';
import { localhostInsteadOfServiceName } from './causes/network/localhostInsteadOfServiceName';
import { masqueradeDisabled } from './causes/network/masqueradeDisabled';
import { mtuTooLarge } from './causes/network/mtuTooLarge';
import { networkDetached } from './causes/network/networkDetached';
import { networkNone } from './causes/network/networkNone';
import { networkNotFound } from './causes/network/networkNotFound';
import { noSharedNetwork } from './causes/network/noSharedNetwork';
import { outsideNameNotResolved } from './causes/network/outsideNameNotResolved';
import { overlayAddressesExhausted } from './causes/network/overlayAddressesExhausted';
import { overlayInterfaceFailed } from './causes/network/overlayInterfaceFailed';
import { overlayNotAttachable } from './causes/network/overlayNotAttachable';
import { overlayTrafficBlocked } from './causes/network/overlayTrafficBlocked';
import { proxyInTheWay } from './causes/network/proxyInTheWay';
import { routingMeshSilent } from './causes/network/routingMeshSilent';
import { serviceVipSilent } from './causes/network/serviceVipSilent';
import { staleContainerAddress } from './causes/network/staleContainerAddress';
import { staleNetworkEndpoint } from './causes/network/staleNetworkEndpoint';
import { staticAddressInUse } from './causes/network/staticAddressInUse';
import { staticAddressRefused } from './causes/network/staticAddressRefused';
import { subnetOverlaps } from './causes/network/subnetOverlaps';
import { subnetShadowsAddress } from './causes/network/subnetShadowsAddress';
import { capabilityMissing } from './causes/permissions/capabilityMissing';
import { capabilityNotPermitted } from './causes/permissions/capabilityNotPermitted';
import { dockerSocketDenied } from './causes/permissions/dockerSocketDenied';
import { imagePathPermissionDenied } from './causes/permissions/imagePathPermissionDenied';
import { lowPortDenied } from './causes/permissions/lowPortDenied';
import { noNewPrivileges } from './causes/permissions/noNewPrivileges';
import { privilegedPortRootless } from './causes/permissions/privilegedPortRootless';
import { readonlyRootfs } from './causes/permissions/readonlyRootfs';
import { seccompBlocks } from './causes/permissions/seccompBlocks';
import { secretPermissionDenied } from './causes/permissions/secretPermissionDenied';
import { volumePermissionDenied } from './causes/permissions/volumePermissionDenied';
import { constraintNoMatch } from './causes/placement/constraintNoMatch';
import { globalServiceSkipsNode } from './causes/placement/globalServiceSkipsNode';
import { globalServiceWithoutNode } from './causes/placement/globalServiceWithoutNode';
import { insufficientResources } from './causes/placement/insufficientResources';
import { maxReplicasPerNode } from './causes/placement/maxReplicasPerNode';
import { nodeDrained } from './causes/placement/nodeDrained';
import { nodeTakesNoTasks } from './causes/placement/nodeTakesNoTasks';
import { platformNotSupported } from './causes/placement/platformNotSupported';
import { pluginMissingOnNodes } from './causes/placement/pluginMissingOnNodes';
import { taskStuckNew } from './causes/placement/taskStuckNew';
import { taskStuckPreparing } from './causes/placement/taskStuckPreparing';
import { askedPortNotPublished } from './causes/ports/askedPortNotPublished';
import { hostModePortConflict } from './causes/ports/hostModePortConflict';
import { hostModePortElsewhere } from './causes/ports/hostModePortElsewhere';
import { hostPortInUseByProcess } from './causes/ports/hostPortInUseByProcess';
import { ingressPortTaken } from './causes/ports/ingressPortTaken';
import { listensOnLoopback } from './causes/ports/listensOnLoopback';
import { portAlreadyAllocated } from './causes/ports/portAlreadyAllocated';
import { portInUseInside } from './causes/ports/portInUseInside';
import { portNotPublished } from './causes/ports/portNotPublished';
import { portsIgnoredOnHostNetwork } from './causes/ports/portsIgnoredOnHostNetwork';
import { publishedOnLoopback } from './causes/ports/publishedOnLoopback';
import { publishedOnOneAddress } from './causes/ports/publishedOnOneAddress';
import { publishedPortDropped } from './causes/ports/publishedPortDropped';
import { publishedPortMismatch } from './causes/ports/publishedPortMismatch';
import { udpPublishedForTcp } from './causes/ports/udpPublishedForTcp';
import { badCommandArgument } from './causes/programs/badCommandArgument';
import { commandInScriptMissing } from './causes/programs/commandInScriptMissing';
import { configSyntaxError } from './causes/programs/configSyntaxError';
import { containerPaused } from './causes/programs/containerPaused';
import { doesNotDie } from './causes/programs/doesNotDie';
import { downSinceEngineRestart } from './causes/programs/downSinceEngineRestart';
import { fatalSignal } from './causes/programs/fatalSignal';
import { interactiveShellNoTty } from './causes/programs/interactiveShellNoTty';
import { invalidSettingValue } from './causes/programs/invalidSettingValue';
import { killedFromOutside } from './causes/programs/killedFromOutside';
import { licenseRefused } from './causes/programs/licenseRefused';
import { mainProcessDaemonizes } from './causes/programs/mainProcessDaemonizes';
import { missingEnvVar } from './causes/programs/missingEnvVar';
import { missingFile } from './causes/programs/missingFile';
import { missingModule } from './causes/programs/missingModule';
import { missingSharedLibrary } from './causes/programs/missingSharedLibrary';
import { nativeModuleMismatch } from './causes/programs/nativeModuleMismatch';
import { needsTerminal } from './causes/programs/needsTerminal';
import { oneShotRestarted } from './causes/programs/oneShotRestarted';
import { restartRetriesExhausted } from './causes/programs/restartRetriesExhausted';
import { segmentationFault } from './causes/programs/segmentationFault';
import { serverEndedNormally } from './causes/programs/serverEndedNormally';
import { sigtermIgnored } from './causes/programs/sigtermIgnored';
import { staleLockFile } from './causes/programs/staleLockFile';
import { stopGraceTooShort } from './causes/programs/stopGraceTooShort';
import { stoppedOnRequest } from './causes/programs/stoppedOnRequest';
import { timezoneDataMissing } from './causes/programs/timezoneDataMissing';
import { unexplainedExit } from './causes/programs/unexplainedExit';
import { wrongStopSignal } from './causes/programs/wrongStopSignal';
import { wrongWorkingDirectory } from './causes/programs/wrongWorkingDirectory';
import { zombieProcesses } from './causes/programs/zombieProcesses';
import { oldSecretVersion } from './causes/services/oldSecretVersion';
import { oneShotAsService } from './causes/services/oneShotAsService';
import { restartAttemptsExhausted } from './causes/services/restartAttemptsExhausted';
import { scaledToZero } from './causes/services/scaledToZero';
import { secretNotMounted } from './causes/services/secretNotMounted';
import { serviceNotRestarted } from './causes/services/serviceNotRestarted';
import { serviceTaskCompleted } from './causes/services/serviceTaskCompleted';
import { startFirstNoRoom } from './causes/services/startFirstNoRoom';
import { updatePacedSlowly } from './causes/services/updatePacedSlowly';
import { updatePaused } from './causes/services/updatePaused';
import { updateRolledBack } from './causes/services/updateRolledBack';
import { updateWaitsForOldTask } from './causes/services/updateWaitsForOldTask';
import { commandAppendedToEntrypoint } from './causes/start/commandAppendedToEntrypoint';
import { commandNotFound } from './causes/start/commandNotFound';
import { commandPathMissing } from './causes/start/commandPathMissing';
import { containerNotStarted } from './causes/start/containerNotStarted';
import { crlfLineEndings } from './causes/start/crlfLineEndings';
import { deviceMissing } from './causes/start/deviceMissing';
import { entrypointNotExecutable } from './causes/start/entrypointNotExecutable';
import { gpuRuntimeMissing } from './causes/start/gpuRuntimeMissing';
import { interpreterMissing } from './causes/start/interpreterMissing';
import { invalidSysctl } from './causes/start/invalidSysctl';
import { missingShebang } from './causes/start/missingShebang';
import { scriptNotExecutable } from './causes/start/scriptNotExecutable';
import { ulimitAboveHostLimit } from './causes/start/ulimitAboveHostLimit';
import { unexplainedStart } from './causes/start/unexplainedStart';
import { userNotFound } from './causes/start/userNotFound';
import { wrongWorkingDirectoryAtStart } from './causes/start/wrongWorkingDirectoryAtStart';
import { anotherVolumeHoldsData } from './causes/storage/anotherVolumeHoldsData';
import { bindMountHidesApp } from './causes/storage/bindMountHidesApp';
import { bindSourceMissing } from './causes/storage/bindSourceMissing';
import { dataCorrupted } from './causes/storage/dataCorrupted';
import { dataDirectoryInUse } from './causes/storage/dataDirectoryInUse';
import { dataDirectoryNotEmpty } from './causes/storage/dataDirectoryNotEmpty';
import { dataInAnonymousVolume } from './causes/storage/dataInAnonymousVolume';
import { dataInContainerLayer } from './causes/storage/dataInContainerLayer';
import { dataInTmpfs } from './causes/storage/dataInTmpfs';
import { dataKeptInMemory } from './causes/storage/dataKeptInMemory';
import { dataVersionMismatch } from './causes/storage/dataVersionMismatch';
import { directoryInPlaceOfFile } from './causes/storage/directoryInPlaceOfFile';
import { diskFull } from './causes/storage/diskFull';
import { diskFullInside } from './causes/storage/diskFullInside';
import { inodesExhausted } from './causes/storage/inodesExhausted';
import { localVolumeOnManyNodes } from './causes/storage/localVolumeOnManyNodes';
import { mountBroken } from './causes/storage/mountBroken';
import { mountDirectoryOntoFile } from './causes/storage/mountDirectoryOntoFile';
import { mountHidesContent } from './causes/storage/mountHidesContent';
import { mountNotShared } from './causes/storage/mountNotShared';
import { noexecMount } from './causes/storage/noexecMount';
import { tmpfsFull } from './causes/storage/tmpfsFull';
import { volumeAtWrongPath } from './causes/storage/volumeAtWrongPath';
import { volumeDriverMissing } from './causes/storage/volumeDriverMissing';
import { volumeFull } from './causes/storage/volumeFull';
import { volumeKeepsOldFiles } from './causes/storage/volumeKeepsOldFiles';
import { volumeMountedReadOnly } from './causes/storage/volumeMountedReadOnly';
import { volumeMountFailed } from './causes/storage/volumeMountFailed';
import { connectedToWorker } from './causes/swarm/connectedToWorker';
import { engineVersionsDiffer } from './causes/swarm/engineVersionsDiffer';
import { evenManagers } from './causes/swarm/evenManagers';
import { rootRotationPending } from './causes/swarm/rootRotationPending';

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
