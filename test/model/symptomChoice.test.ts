import assert from 'node:assert/strict';
import { readSymptom } from '../../src/diagnosis/symptom';
import { symptomChoices, symptomWords } from '../../src/model/symptomChoice';

describe('the usual symptoms', () => {
  it('are understood by a diagnosis, each as itself and nothing else', () => {
    for (const choice of symptomChoices) assert.deepEqual([...readSymptom(symptomWords[choice]).kinds], [choice]);
  });
});
