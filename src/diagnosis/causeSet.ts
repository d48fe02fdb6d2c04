// All causes that a diagnosis looks for, sorted by name. A cause that is not on this list is not looked for.

import type { AnyCause } from './cause';
import { capabilityNotPermitted } from './causes/capabilityNotPermitted';
import { commandNotFound } from './causes/commandNotFound';
import { commandPathMissing } from './causes/commandPathMissing';
import { deviceMissing } from './causes/deviceMissing';
import { diskFull } from './causes/diskFull';
import { entrypointNotExecutable } from './causes/entrypointNotExecutable';
import { gpuRuntimeMissing } from './causes/gpuRuntimeMissing';
import { invalidSysctl } from './causes/invalidSysctl';
import { ipPoolExhausted } from './causes/ipPoolExhausted';
import { joinedContainerMissing } from './causes/joinedContainerMissing';
import { logDriverNotFound } from './causes/logDriverNotFound';
import { logDriverUnreachable } from './causes/logDriverUnreachable';
import { memoryLimitTooSmall } from './causes/memoryLimitTooSmall';
import { mountDirectoryOntoFile } from './causes/mountDirectoryOntoFile';
import { networkNotFound } from './causes/networkNotFound';
import { overlayNotAttachable } from './causes/overlayNotAttachable';
import { ulimitAboveHostLimit } from './causes/ulimitAboveHostLimit';
import { userNotFound } from './causes/userNotFound';
import { volumeDriverMissing } from './causes/volumeDriverMissing';
import { wrongWorkingDirectoryAtStart } from './causes/wrongWorkingDirectoryAtStart';

export const causeSet: readonly AnyCause[] = [
  capabilityNotPermitted,
  commandNotFound,
  commandPathMissing,
  deviceMissing,
  diskFull,
  entrypointNotExecutable,
  gpuRuntimeMissing,
  invalidSysctl,
  ipPoolExhausted,
  joinedContainerMissing,
  logDriverNotFound,
  logDriverUnreachable,
  memoryLimitTooSmall,
  mountDirectoryOntoFile,
  networkNotFound,
  overlayNotAttachable,
  ulimitAboveHostLimit,
  userNotFound,
  volumeDriverMissing,
  wrongWorkingDirectoryAtStart,
];
