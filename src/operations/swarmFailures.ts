// What engines say when a swarm cannot be made, joined or unlocked, in words that name what to change.

import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';

/**
 * Messages as moby's and swarmkit's, 20.10 to 28. `remote`: the address as it was given to the engine. What is not known here
 * stays as it is.
 */
export function joinFailure(error: unknown, remote: string): unknown {
  if (!(error instanceof EngineError)) return error;
  const { engine, message: said } = error;
  const explained = (message: string, next: string) => new HumanError(message, next);
  if (/CA does not match fingerprint/i.test(said)) {
    const message = `Join token: it belongs to another swarm than the one at ${remote}.`;
    return explained(message, 'Copy the token and the address from the same manager.');
  }
  if (/valid join token is necessary/i.test(said)) {
    const message = `Join token: the swarm at ${remote} no longer takes it, since it was rotated or mistyped.`;
    return explained(message, 'Copy the current one from a manager (Show Join Token).');
  }
  if (/invalid join token/i.test(said))
    return explained('Join token: it is malformed.', 'Copy it again, with all its parts.');
  if (/no such host|server misbehaving|temporary failure in name resolution/i.test(said)) {
    return explained(`Address: ${engine} does not know the host in ${remote}.`, 'Give the IP address of a manager.');
  }
  if (
    /tls: |handshake failed|first record does not look like|http2|unexpected (EOF|HTTP)|error reading server preface/i.test(
      said,
    )
  ) {
    const message = `Address: what answers at ${remote} is no swarm manager.`;
    return explained(message, 'Give the address of a manager, with port 2377 unless it was made with another.');
  }
  if (/connection refused/i.test(said)) {
    const message = `Address: nothing takes new nodes at ${remote}.`;
    return explained(message, `Give the address of a manager: a worker's does not do, nor that of ${engine} itself.`);
  }
  if (/no route to host|network is unreachable/i.test(said)) {
    return explained(`Address: ${engine} has no way to ${remote}.`, 'Check the address, and the network between them.');
  }
  if (/Timeout was reached|deadline exceeded/i.test(said) || error.reason === 'timeout') {
    const message = `Address: no manager at ${remote} answered ${engine} in time.`;
    return explained(message, 'Check the address, and that port 2377 is open between the machines.');
  }
  return ownAddressFailure(error);
}

/** The engine's own part: the address it tells others, and the port it needs. */
export function ownAddressFailure(error: unknown): unknown {
  if (!(error instanceof EngineError)) return error;
  const { engine, message: said } = error;
  if (/multiple addresses|could not choose an IP address/i.test(said)) {
    const message = `Advertise address: ${engine} has several addresses, and cannot choose one by itself.`;
    return new HumanError(message, 'Give the one at which other nodes can reach it.');
  }
  if (/advertise address must be/i.test(said)) {
    const message = `Advertise address: ${engine} has no such interface, and it is no IP address.`;
    return new HumanError(message, 'Give an IP address of the engine, or the name of one of its interfaces.');
  }
  if (/could not find local IP address|find .* interface|no such network interface/i.test(said)) {
    return new HumanError(`Advertise address: ${engine} cannot find its own.`, 'Give an IP address of the engine.');
  }
  if (/datapath port/i.test(said)) {
    return new HumanError('Data path port: the engine refuses it.', 'Give a number from 1024 to 49151.');
  }
  if (/address already in use/i.test(said)) {
    const message = `Port 2377 of ${engine} is in use by another program.`;
    return new HumanError(message, 'Stop that program, then try again.');
  }
  return error;
}

export function unlockFailure(error: unknown): unknown {
  if (!(error instanceof EngineError)) return error;
  const { engine, message: said } = error;
  if (/invalid key provided/i.test(said)) {
    const message = `Unlock key: it is not the key of the swarm on ${engine}.`;
    const next = 'Another manager that is unlocked shows the current one (Show Join Token…, Unlock key).';
    return new HumanError(message, `The key may have been rotated. ${next}`);
  }
  if (/invalid key string/i.test(said))
    return new HumanError('Unlock key: it is malformed.', 'Copy it again, with all its parts.');
  if (/is not locked/i.test(said)) return new HumanError(`The swarm on ${engine} is not locked.`);
  return error;
}
