#!/bin/sh
# Rebuild the English core: an environment of its own, the training, the figures of the card.
#   sh training/run.sh python3 ../shared/data
set -eu
python=$1
data=$2
here=$(dirname "$0")
env=$here/../.venv-train
if [ ! -d "$data/parsing" ]; then
  echo "no folder $data/parsing: give the folder of the open data, see training/README.md" >&2
  exit 1
fi
[ -x "$env/bin/python" ] || "$python" -m venv "$env"
"$env/bin/python" -m pip install -q -r "$here/requirements.txt"
"$env/bin/python" "$here/train.py" --data "$data"
"$env/bin/python" "$here/acts.py" --data "$data"
"$env/bin/python" "$here/evaluate.py" --data "$data"
