#!/bin/sh
# run-hook.sh WORK TREE PRE-COMMIT [ARGS-LINE]
#
# A hook repository made of TREE's .pre-commit-hooks.yaml and a driver's
# repository, both in WORK; then what a developer does: pre-commit install, edit,
# git commit. The exit status is that of git commit.
set -eu
work=$1
tree=$2
pre_commit=$3
args=${4-}

rm -rf "$work"
mkdir -p "$work/home" "$work/hooks" "$work/driver"
# Nothing of the user's, nothing of a repository around us.
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE 2>/dev/null || true
export HOME="$work/home" PRE_COMMIT_HOME="$work/home/pre-commit" PRE_COMMIT_COLOR=never
export GIT_CONFIG_NOSYSTEM=1 XDG_CONFIG_HOME="$work/home"
git config --global user.name tester
git config --global user.email tester@example.org
git config --global init.defaultBranch main

cd "$work/hooks"
git init -q
cp "$tree/.pre-commit-hooks.yaml" .
git add .
git commit -qm hooks

cd "$work/driver"
git init -q
{
  echo "repos:"
  echo "- repo: $work/hooks"
  echo "  rev: $(git -C "$work/hooks" rev-parse HEAD)"
  echo "  hooks:"
  echo "  - id: miniport-tidy"
  [ -z "$args" ] || echo "    args: $args"
} >.pre-commit-config.yaml
cp "$tree/testdata/tool/Inputs/clean.c" start.c
echo '#include <storport.h>' >notes.txt
git add .
git commit -qm "before the hook"
"$pre_commit" install >/dev/null

# Not a C file: the hook has nothing to do.
echo more >>notes.txt
git commit -qam notes 2>&1 | sed 's/^/notes: /'

cp "$tree/testdata/tool/Inputs/leak.c" timer.c
git add timer.c
git commit -qm timer 2>&1
