#!/usr/bin/env bash
# A model in a quarter of an hour of a GPU that has no network: gpu.md says how and why.
#   bash training/gpu.sh pack DATA DEV.tsv           on a CPU: what training.prepare and training.align wrote -> .gpu/
#   OUT=DIR bash training/gpu.sh start SECONDS       there: unpack, train, the average so far -> OUT/start.*
#   OUT=DIR bash training/gpu.sh finish SECONDS      there: go on, cool down -> OUT/finish.*
#   bash training/gpu.sh join OUT/finish MODEL       back here, MODEL holding a tokenizer -> MODEL/model.safetensors
# SHAPE, EXTRA (both), TOKENS (finish) add to what training.train is told; WORK is where there is room for 1 GB.
set -euo pipefail
cd "$(dirname "$0")/.."
SHAPE=${SHAPE:---width 384 --ffn 1536 --encoder 8 --decoder 2}
WORK=${WORK:-/tmp/gpu}
began=$(date +%s)
export PYTHONUNBUFFERED=1 TOKENIZERS_PARALLELISM=false

say() { echo "## $* $(($(date +%s) - began)) s"; }

minutes_left() { python3 -c "print(round(($limit - $(date +%s) + $began - $1) / 60, 2))"; }

run() { # data, out, then what differs between the parts
  local data=$1 out=$2
  shift 2
  # shellcheck disable=SC2086  # several words each
  python3 -m training.train "$data" "$out" $SHAPE --accumulate 1 --rows 8192 --dropout 0.1 --curriculum 0 \
    --average 0.998 --warmup 400 --lr 2e-3 --matrix-lr 0.015 --dev .gpu/dev.tsv --save-minutes 99 "$@" ${EXTRA:-}
}

hand_over() { # checkpoint, name: the average as fp16, in pieces of 15 MB, with the log
  python3 -m training.export "$1" "$WORK/data" "$WORK/export"
  split -b 15000000 -d "$WORK/export/model.safetensors" "$OUT/$2.safetensors."
  cp "$WORK/export/config.json" "$OUT/$2.config.json"
  cp "$WORK/export/generation_config.json" "$OUT/$2.generation_config.json"
  cp "$1/../log.jsonl" "$OUT/$2.jsonl"
}

pack() { # data, dev
  mkdir -p .gpu
  local name
  for name in src tgt align src_off tgt_off weight; do xz -9e -T1 -c "$1/$name.npy" >".gpu/$name.npy.xz" & done
  python3 - "$1" <<'P'
import sys
import numpy as np
rows = np.load(f"{sys.argv[1]}/embed.npy")
scale = np.abs(rows).max(1, keepdims=True).clip(1e-9) / 127
np.savez_compressed(".gpu/embed.npz", rows=np.round(rows / scale).astype(np.int8), scale=scale.astype(np.float32))
P
  cp "$1/spm.model" "$1/direction.json" .gpu/
  cp "$2" .gpu/dev.tsv
  wait
  du -sh .gpu
}

unpack() {
  mkdir -p "$WORK/data" "$WORK/drawn"
  local file
  for file in .gpu/*.xz; do xz -dc "$file" >"$WORK/data/$(basename "${file%.xz}")" & done
  cp .gpu/spm.model .gpu/direction.json "$WORK/data/"
  python3 -c "import numpy as np; e = np.load('.gpu/embed.npz'); np.save('$WORK/data/embed.npy', e['rows'] * e['scale'])"
  wait
  ln -sf "$WORK"/data/* "$WORK/drawn/"
}

start() {
  unpack
  say unpacked
  (nice python3 -m training.resample "$WORK/drawn" >"$WORK/resample.txt" 2>&1 && touch "$WORK/drawn.ok") &
  run "$WORK/data" "$WORK/guided" --embed --tokens 24000 --minutes "${GUIDED:-1.8}" --cooldown 0 --report 50
  say guided
  run "$(newest)" "$WORK/flat" --resume "$WORK/guided/final" --guide 0 --tokens "${TOKENS:-48000}" \
    --minutes "$(minutes_left 20)" --cooldown 0 --report 100
  say flat
  hand_over "$WORK/flat/final" start
}

finish() {
  run "$(newest)" "$WORK/cooled" --resume "$WORK/flat/final" --guide 0 --tokens "${TOKENS:-48000}" \
    --minutes "$(minutes_left 20)" --cooldown "${COOLDOWN:-0.7}" --report 100
  say cooled
  hand_over "$WORK/cooled/final" finish
}

newest() { if [ -e "$WORK/drawn.ok" ]; then echo "$WORK/drawn"; else echo "$WORK/data"; fi; }

join() { # pieces, model
  cat "$1".safetensors.?? >"$2/model.safetensors"
  cp "$1.config.json" "$2/config.json"
  cp "$1.generation_config.json" "$2/generation_config.json"
}

what=$1
shift
case $what in
  start | finish) limit=$1 && mkdir -p "$OUT" && "$what" && say done ;;
  pack | join) "$what" "$@" ;;
  *) echo "gpu.sh: $what: one of pack, start, finish, join" >&2 && exit 2 ;;
esac
