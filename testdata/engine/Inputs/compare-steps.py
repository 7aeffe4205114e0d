# compare-steps.py SMALL LARGE FACTOR MOST: what --stats printed of two runs, the
# second on twice the code. It may take FACTOR times the states and steps, MOST in
# all, and no function may have gone over its budget.
import re
import sys


def steps(path):
    text = open(path).read()
    if "over budget" in text:
        sys.exit(f"{path}: a function went over its budget")
    counts = re.search(r"(\d+) states, (\d+) steps", text)
    return int(counts.group(1)) + int(counts.group(2))


small, large = steps(sys.argv[1]), steps(sys.argv[2])
print(f"{small} steps, then {large}")
if large > float(sys.argv[3]) * small:
    sys.exit(f"{large} steps are more than {sys.argv[3]} times {small}")
if large > int(sys.argv[4]):
    sys.exit(f"{large} steps are more than {sys.argv[4]}")
