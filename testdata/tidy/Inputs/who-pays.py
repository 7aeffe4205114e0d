"""Does one of the checks in clang-tidy's profile take most of the time?"""

import glob
import json
import sys

(profile,) = glob.glob(sys.argv[1] + "/*.json")
with open(profile, encoding="utf-8") as text:
    times = json.load(text)["profile"]
spent = sorted(
    (seconds for name, seconds in times.items() if name.endswith(".wall")), reverse=True
)
one_pays = spent[0] > 0.6 * sum(spent)
print("%d checks, %s" % (len(spent), "one pays" if one_pays else spent))
