// bergamot-translator (WebAssembly, Firefox's engine) as benchmarks/serve.py serves the others: jobs come as lines of
// JSON, answers go back. Arguments: an unused name, and as settings {"folder", "threads", "precision"}.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { BatchTranslator, TranslatorBacking } from '@browsermt/bergamot-translator/translator.js';

const { folder, threads, precision } = JSON.parse(process.argv[3]);
const bytes = async (name) => new Uint8Array(await readFile(`${folder}/${name}`)).slice().buffer;

class Local extends TranslatorBacking {
  constructor(beam) {
    super({});
    this.beam = beam;
  }

  async loadModelRegistery() {
    return [{ from: 'de', to: 'en', files: {} }];
  }

  async loadTranslationModel() {
    const config = { 'beam-size': String(this.beam), 'gemm-precision': precision, 'normalize': '1.0' };
    return { model: await bytes('model.bin'), shortlist: new ArrayBuffer(0), vocabs: [await bytes('vocab.spm')], config };
  }
}

const BATCH = 8; // its default
const translators = new Map();
const asked = (translator, texts) =>
  Promise.all(texts.map((text) => translator.translate({ from: 'de', to: 'en', text, html: false, qualityScores: false })));

// a beam is a property of a loaded model, so each beam has a translator; of several texts, all its workers are to be
// there before the time counts
async function withBeam(beam, several) {
  if (!translators.has(beam)) {
    const translator = new BatchTranslator({ workers: threads, batchSize: BATCH, pivotLanguage: null }, new Local(beam));
    translators.set(beam, translator);
    if (several) await asked(translator, Array(2 * BATCH * threads).fill('Ja.'));
  }
  return translators.get(beam);
}

async function answer({ texts, beam }) {
  const translator = await withBeam(beam || 1, texts.length > 1);
  const before = process.cpuUsage();
  const begun = performance.now();
  const found = await asked(translator, texts);
  const wall = (performance.now() - begun) / 1000;
  const used = process.cpuUsage(before);
  const cpu = (used.user + used.system) / 1e6;
  return { wall, cpu, resident: process.memoryUsage.rss() / 1e6, texts: found.map((one) => one.target.text.trim()) };
}

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
say({ ready: true });
for await (const line of createInterface({ input: process.stdin })) say(await answer(JSON.parse(line)));
for (const translator of translators.values()) translator.delete();
