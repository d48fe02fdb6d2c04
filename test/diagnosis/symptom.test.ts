import assert from 'node:assert/strict';
import { readSymptom, type SymptomKind } from '../../src/diagnosis/symptom';

/** What people say, and what kind of trouble they mean by it. */
const said: readonly (readonly [string, SymptomKind])[] = [
  ['Nobody reaches the site.', 'unreachable'],
  ['http://host:8080 works on the server, but not from my laptop.', 'unreachable'],
  ['The shop works only on the host itself.', 'unreachable'],
  ['curl: (7) Failed to connect: Connection refused', 'unreachable'],
  ['It cannot be reached.', 'unreachable'],
  ['The page gives no answer.', 'unreachable'],
  ['After the upgrade all data are gone.', 'losesData'],
  ['The database starts empty after each deploy.', 'losesData'],
  ['Uploaded files do not survive a restart.', 'losesData'],
  ['Users have lost their orders.', 'losesData'],
  ['The wiki is back to default content.', 'losesData'],
  ['It loses its data.', 'losesData'],
  ['Its settings were reset to nothing.', 'losesData'],
  ['It keeps restarting.', 'restarting'],
  ['The container never starts.', 'neverStarts'],
  ['The update does not finish.', 'updateStuck'],
  ['docker logs shows nothing.', 'logsMissing'],
  ['It is slow.', 'slow'],
  ['requests time out from my laptop', 'unreachable'],
  ['everything is gone after redeploy', 'losesData'],
  ['I get ERR_EMPTY_RESPONSE in the browser', 'unreachable'],
  ['curl says (52) Empty reply from server', 'unreachable'],
  ['the page does not load', 'unreachable'],
  ['site is down', 'unreachable'],
  ['502 bad gateway', 'unreachable'],
  ['no route to it from the office', 'unreachable'],
  ['I can ping the host but the port is closed', 'unreachable'],
  ['telnet gets connection refused', 'unreachable'],
  ['works inside the container but not outside', 'unreachable'],
  ['browser spins forever', 'unreachable'],
  ['customers see a timeout', 'unreachable'],
  ['port 8080 seems closed', 'unreachable'],
  ['web interface is inaccessible', 'unreachable'],
  ['other containers do not find it', 'unreachable'],
  ['cannot log in any more since the redeploy', 'losesData'],
  ['all my settings were reset after docker compose up', 'losesData'],
  ['the database starts from zero each time', 'losesData'],
  ['uploaded pictures are missing since the update', 'losesData'],
  ['nothing is persisted', 'losesData'],
  ['users have to register again after every deploy', 'losesData'],
  ['my tables are no longer there', 'losesData'],
  ['data does not survive a restart', 'losesData'],
  ['the volume is empty', 'losesData'],
  ['logs are missing', 'logsMissing'],
  ['docker logs prints nothing', 'logsMissing'],
  ['there is no output at all', 'logsMissing'],
  ['I see no log output', 'logsMissing'],
  ['Only the last few log lines are kept', 'logsMissing'],
  ['the log viewer stays blank', 'logsMissing'],
  ['no output in docker logs', 'logsMissing'],
  ['log lines come minutes late', 'logsMissing'],
  ['log from yesterday cannot be found', 'logsMissing'],
  ['update does not finish', 'updateStuck'],
  ['rollout hangs at 1/3', 'updateStuck'],
  ['new version is not rolled out', 'updateStuck'],
  ['deployment stalls', 'updateStuck'],
  ['docker stack deploy never completes', 'updateStuck'],
  ['I changed the config but nothing happens', 'updateStuck'],
  ['still the previous release', 'updateStuck'],
  ['docker service update --image had no effect', 'updateStuck'],
  ['changes to my code do not show up', 'updateStuck'],
  ['stuck on the old tag', 'updateStuck'],
  ['it is very slow', 'slow'],
  ['responses take 20 s', 'slow'],
  ['lagging', 'slow'],
  ['response times went up', 'slow'],
  ['high load, answers late', 'slow'],
  ['crawls along', 'slow'],
  ['takes ages', 'slow'],
  ['throughput dropped', 'slow'],
  ['unresponsive', 'unreachable'],
  ['requests are queueing up', 'slow'],
  ['keeps dying', 'restarting'],
  ['flapping', 'restarting'],
  ['goes up and down all the time', 'restarting'],
  ['dies after a few seconds', 'restarting'],
  ['bounces every minute', 'restarting'],
  ['exits straight away', 'restarting'],
  ['reboots constantly', 'restarting'],
  ['service has 0/3 replicas', 'neverStarts'],
  ['tasks are pending', 'neverStarts'],
  ['does not boot', 'neverStarts'],
  ['will not launch', 'neverStarts'],
  ['stays in state created', 'neverStarts'],
  ['refuses to start', 'neverStarts'],
  ['nothing comes up', 'neverStarts'],
  ['no replicas are running', 'neverStarts'],
  ['the service shows no tasks', 'gone'],
  ['container is not there any more', 'gone'],
  ['was running yesterday, today it is off', 'gone'],
  ['has stopped', 'gone'],
  ['is down', 'gone'],
];

describe('told symptoms', () => {
  for (const [text, kind] of said) {
    it(`${kind}: ${text}`, () => {
      assert.ok(readSymptom(text).kinds.has(kind));
    });
  }

  it('names no kind for a mere question', () => {
    for (const text of [
      'Is anything wrong with web?',
      'Problem?',
      'web is not running. Problem?',
      'web shows a restart count of 2, should I worry?',
      'The tasks of web are pending. Is that normal?',
      'It answers on port 80 and keeps its data.',
      '',
      undefined,
    ]) {
      assert.deepEqual([...readSymptom(text).kinds], [], text);
    }
  });

  it('takes the question for a cause, and a loss, for a complaint', () => {
    assert.ok(readSymptom('Why is it not reachable?').kinds.has('unreachable'));
    assert.ok(readSymptom('It is empty after each restart. Is that normal?').kinds.has('losesData'));
  });

  it('reads the ports that are named', () => {
    assert.deepEqual(readSymptom('http://host:8080 and port 9000 at 12:30 o’clock').ports, [8080, 9000]);
  });
});
