#!/bin/sh
# exits.sh STATUS COMMAND...: succeeds if the command ends with that very status
# (a crash is none of them, unlike for 'not').
wanted=$1
shift
"$@"
got=$?
[ $got -eq "$wanted" ] && exit 0
echo "exit status $got instead of $wanted" >&2
exit 1
