// All causes that a diagnosis looks for, sorted by name. A cause that is not on this list is not looked for.

import type { AnyCause } from './cause';
import { accessDeniedByServer } from './causes/accessDeniedByServer';
import { addressPoolsExhausted } from './causes/addressPoolsExhausted';
import { askedPortNotPublished } from './causes/askedPortNotPublished';
import { authenticationFailed } from './causes/authenticationFailed';
import { badCommandArgument } from './causes/badCommandArgument';
import { bindMountHidesApp } from './causes/bindMountHidesApp';
import { bindSourceMissing } from './causes/bindSourceMissing';
import { capabilityNotPermitted } from './causes/capabilityNotPermitted';
import { childOomKilled } from './causes/childOomKilled';
import { commandAppendedToEntrypoint } from './causes/commandAppendedToEntrypoint';
import { commandInScriptMissing } from './causes/commandInScriptMissing';
import { commandNotFound } from './causes/commandNotFound';
import { commandPathMissing } from './causes/commandPathMissing';
import { configSyntaxError } from './causes/configSyntaxError';
import { constraintNoMatch } from './causes/constraintNoMatch';
import { containerPaused } from './causes/containerPaused';
import { cpuThrottled } from './causes/cpuThrottled';
import { crlfLineEndings } from './causes/crlfLineEndings';
import { dataVersionMismatch } from './causes/dataVersionMismatch';
import { dependencyDown } from './causes/dependencyDown';
import { dependencyFailing } from './causes/dependencyFailing';
import { dependencyNotListening } from './causes/dependencyNotListening';
import { deviceMissing } from './causes/deviceMissing';
import { differentNetworks } from './causes/differentNetworks';
import { diskFull } from './causes/diskFull';
import { diskFullInside } from './causes/diskFullInside';
import { dockerSocketDenied } from './causes/dockerSocketDenied';
import { duplicateNetworkAlias } from './causes/duplicateNetworkAlias';
import { entrypointNotExecutable } from './causes/entrypointNotExecutable';
import { fatalSignal } from './causes/fatalSignal';
import { firewallRulesLost } from './causes/firewallRulesLost';
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
import { hostAddressMissing } from './causes/hostAddressMissing';
import { hostModePortConflict } from './causes/hostModePortConflict';
import { hostPortInUseByProcess } from './causes/hostPortInUseByProcess';
import { iccDisabled } from './causes/iccDisabled';
import { imageForOtherPlatform } from './causes/imageForOtherPlatform';
import { imageNotFound } from './causes/imageNotFound';
import { imagePathPermissionDenied } from './causes/imagePathPermissionDenied';
import { insufficientResources } from './causes/insufficientResources';
import { interactiveShellNoTty } from './causes/interactiveShellNoTty';
import { invalidSysctl } from './causes/invalidSysctl';
import { ipPoolExhausted } from './causes/ipPoolExhausted';
import { joinedContainerMissing } from './causes/joinedContainerMissing';
import { killedFromOutside } from './causes/killedFromOutside';
import { listensOnLoopback } from './causes/listensOnLoopback';
import { localhostInsteadOfServiceName } from './causes/localhostInsteadOfServiceName';
import { logDriverNone } from './causes/logDriverNone';
import { logDriverNotFound } from './causes/logDriverNotFound';
import { logDriverUnreachable } from './causes/logDriverUnreachable';
import { lowPortDenied } from './causes/lowPortDenied';
import { mainProcessDaemonizes } from './causes/mainProcessDaemonizes';
import { maxReplicasPerNode } from './causes/maxReplicasPerNode';
import { memoryLimitTooSmall } from './causes/memoryLimitTooSmall';
import { missingEnvVar } from './causes/missingEnvVar';
import { missingFile } from './causes/missingFile';
import { missingModule } from './causes/missingModule';
import { missingSharedLibrary } from './causes/missingSharedLibrary';
import { missingShebang } from './causes/missingShebang';
import { mountDirectoryOntoFile } from './causes/mountDirectoryOntoFile';
import { mountNotShared } from './causes/mountNotShared';
import { networkDetached } from './causes/networkDetached';
import { networkNone } from './causes/networkNone';
import { networkNotFound } from './causes/networkNotFound';
import { nodeDrained } from './causes/nodeDrained';
import { noexecMount } from './causes/noexecMount';
import { nofileLimit } from './causes/nofileLimit';
import { oneShotAsService } from './causes/oneShotAsService';
import { oneShotRestarted } from './causes/oneShotRestarted';
import { oomKilled } from './causes/oomKilled';
import { outOfMemoryInside } from './causes/outOfMemoryInside';
import { overlayAddressesExhausted } from './causes/overlayAddressesExhausted';
import { overlayInterfaceFailed } from './causes/overlayInterfaceFailed';
import { overlayNotAttachable } from './causes/overlayNotAttachable';
import { pidsLimitReached } from './causes/pidsLimitReached';
import { platformNotSupported } from './causes/platformNotSupported';
import { pluginMissingOnNodes } from './causes/pluginMissingOnNodes';
import { portAlreadyAllocated } from './causes/portAlreadyAllocated';
import { portInUseInside } from './causes/portInUseInside';
import { portNotPublished } from './causes/portNotPublished';
import { portsIgnoredOnHostNetwork } from './causes/portsIgnoredOnHostNetwork';
import { privilegedPortRootless } from './causes/privilegedPortRootless';
import { publishedOnLoopback } from './causes/publishedOnLoopback';
import { publishedOnOneAddress } from './causes/publishedOnOneAddress';
import { publishedPortDropped } from './causes/publishedPortDropped';
import { publishedPortMismatch } from './causes/publishedPortMismatch';
import { readonlyRootfs } from './causes/readonlyRootfs';
import { restartAttemptsExhausted } from './causes/restartAttemptsExhausted';
import { scaledToZero } from './causes/scaledToZero';
import { secretNotMounted } from './causes/secretNotMounted';
import { secretPermissionDenied } from './causes/secretPermissionDenied';
import { segmentationFault } from './causes/segmentationFault';
import { sigtermIgnored } from './causes/sigtermIgnored';
import { staleNetworkEndpoint } from './causes/staleNetworkEndpoint';
import { startPeriodTooShort } from './causes/startPeriodTooShort';
import { startupOrderRace } from './causes/startupOrderRace';
import { staticAddressInUse } from './causes/staticAddressInUse';
import { staticAddressRefused } from './causes/staticAddressRefused';
import { subnetOverlaps } from './causes/subnetOverlaps';
import { tlsFailed } from './causes/tlsFailed';
import { tmpfsFull } from './causes/tmpfsFull';
import { udpPublishedForTcp } from './causes/udpPublishedForTcp';
import { ulimitAboveHostLimit } from './causes/ulimitAboveHostLimit';
import { unexplainedExit } from './causes/unexplainedExit';
import { updatePaused } from './causes/updatePaused';
import { updateRolledBack } from './causes/updateRolledBack';
import { userNotFound } from './causes/userNotFound';
import { volumeDriverMissing } from './causes/volumeDriverMissing';
import { volumeFull } from './causes/volumeFull';
import { volumeMountedReadOnly } from './causes/volumeMountedReadOnly';
import { volumeMountFailed } from './causes/volumeMountFailed';
import { volumePermissionDenied } from './causes/volumePermissionDenied';
import { wrongArchitecture } from './causes/wrongArchitecture';
import { wrongDependencyName } from './causes/wrongDependencyName';
import { wrongDependencyPort } from './causes/wrongDependencyPort';
import { wrongWorkingDirectory } from './causes/wrongWorkingDirectory';
import { wrongWorkingDirectoryAtStart } from './causes/wrongWorkingDirectoryAtStart';
import { zombieProcesses } from './causes/zombieProcesses';

export const causeSet: readonly AnyCause[] = [
  accessDeniedByServer,
  addressPoolsExhausted,
  askedPortNotPublished,
  authenticationFailed,
  badCommandArgument,
  bindMountHidesApp,
  bindSourceMissing,
  capabilityNotPermitted,
  childOomKilled,
  commandAppendedToEntrypoint,
  commandInScriptMissing,
  commandNotFound,
  commandPathMissing,
  configSyntaxError,
  constraintNoMatch,
  containerPaused,
  cpuThrottled,
  crlfLineEndings,
  dataVersionMismatch,
  dependencyDown,
  dependencyFailing,
  dependencyNotListening,
  deviceMissing,
  differentNetworks,
  diskFull,
  diskFullInside,
  dockerSocketDenied,
  duplicateNetworkAlias,
  entrypointNotExecutable,
  fatalSignal,
  firewallRulesLost,
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
  hostAddressMissing,
  hostModePortConflict,
  hostPortInUseByProcess,
  iccDisabled,
  imageForOtherPlatform,
  imageNotFound,
  imagePathPermissionDenied,
  insufficientResources,
  interactiveShellNoTty,
  invalidSysctl,
  ipPoolExhausted,
  joinedContainerMissing,
  killedFromOutside,
  listensOnLoopback,
  localhostInsteadOfServiceName,
  logDriverNone,
  logDriverNotFound,
  logDriverUnreachable,
  lowPortDenied,
  mainProcessDaemonizes,
  maxReplicasPerNode,
  memoryLimitTooSmall,
  missingEnvVar,
  missingFile,
  missingModule,
  missingSharedLibrary,
  missingShebang,
  mountDirectoryOntoFile,
  mountNotShared,
  networkDetached,
  networkNone,
  networkNotFound,
  nodeDrained,
  noexecMount,
  nofileLimit,
  oneShotAsService,
  oneShotRestarted,
  oomKilled,
  outOfMemoryInside,
  overlayAddressesExhausted,
  overlayInterfaceFailed,
  overlayNotAttachable,
  pidsLimitReached,
  platformNotSupported,
  pluginMissingOnNodes,
  portAlreadyAllocated,
  portInUseInside,
  portNotPublished,
  portsIgnoredOnHostNetwork,
  privilegedPortRootless,
  publishedOnLoopback,
  publishedOnOneAddress,
  publishedPortDropped,
  publishedPortMismatch,
  readonlyRootfs,
  restartAttemptsExhausted,
  scaledToZero,
  secretNotMounted,
  secretPermissionDenied,
  segmentationFault,
  sigtermIgnored,
  staleNetworkEndpoint,
  startPeriodTooShort,
  startupOrderRace,
  staticAddressInUse,
  staticAddressRefused,
  subnetOverlaps,
  tlsFailed,
  tmpfsFull,
  udpPublishedForTcp,
  ulimitAboveHostLimit,
  unexplainedExit,
  updatePaused,
  updateRolledBack,
  userNotFound,
  volumeDriverMissing,
  volumeFull,
  volumeMountFailed,
  volumeMountedReadOnly,
  volumePermissionDenied,
  wrongArchitecture,
  wrongDependencyName,
  wrongDependencyPort,
  wrongWorkingDirectory,
  wrongWorkingDirectoryAtStart,
  zombieProcesses,
];
