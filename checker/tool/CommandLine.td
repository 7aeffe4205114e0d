// The options of miniport-tidy. A long option takes its value behind '=' or as
// the next word.

include "llvm/Option/OptParser.td"

multiclass Value<string name, string meta, string help, OptionGroup group> {
  def NAME : Separate<["--"], name>, MetaVarName<meta>, Group<group>, HelpText<help>;
  def NAME #_eq : Joined<["--"], name #"=">, Alias<!cast<Separate>(NAME)>;
}

def what : OptionGroup<"what">, HelpText<"WHAT TO ANALYSE">;
def checking : OptionGroup<"checking">, HelpText<"CHECKS">;
def output : OptionGroup<"output">, HelpText<"REPORTS">;
def looking : OptionGroup<"looking">, HelpText<"LOOKING INSIDE">;
def general : OptionGroup<"general">, HelpText<"GENERAL">;

// Not joined: '-profile' is no folder called 'rofile'.
def p : Separate<["-"], "p">, MetaVarName<"<dir>">, Group<what>,
  HelpText<"Take the sources and their flags from the compile database in this folder (or from this file)">;
def p_eq : Joined<["-"], "p=">, Alias<p>;
def variants : Flag<["--"], "variants">, Group<what>,
  HelpText<"Analyse every configuration and platform of a project (default: the newest release for x64)">;
defm configuration : Value<"configuration", "<name>",
  "The project configuration to analyse: 'Win10 Release'", what>;
defm platform : Value<"platform", "<name>",
  "The project platform to analyse: x64, Win32 or ARM64", what>;
defm sdk : Value<"sdk", "<bundled|dir|none>",
  "Declarations of the WDK: our own, those of a kit, or none", what>;
defm entry : Value<"entry", "<role=function>",
  "The port driver calls this function as HW_INTERRUPT, HW_STARTIO, ...; may be repeated", what>;
defm rules : Value<"rules", "<file>",
  "Add to, replace or delete rows of the rule base; may be repeated", what>;
def j : JoinedOrSeparate<["-"], "j">, MetaVarName<"<n>">, Group<what>,
  HelpText<"Sources read at the same time (default: the processors); the result is the same">;

defm checks : Value<"checks", "<globs>",
  "Which checks run, as for clang-tidy: 'miniport-lock-*,-miniport-isr-*' after the profile's", checking>;
defm profile : Value<"profile", "<default|review|sdv>",
  "The checks to begin with: sure ones, advice too, what only an old rule says too", checking>;
defm config_option : Value<"config-option", "<check.key=value>",
  "Set an option of a check; may be repeated", checking>;
def list_checks : Flag<["--"], "list-checks">, Group<checking>,
  HelpText<"List the checks that are on, and exit">;
defm explain : Value<"explain", "<check>", "Print the page of a check, and exit", checking>;

defm format : Value<"format", "<text|json|sarif|github>",
  "A report in this format; may be repeated, each with its own -o", output>;
def o : Separate<["-"], "o">, MetaVarName<"<file>">, Group<output>,
  HelpText<"Write the report of the --format before it to this file, not to standard output">;
defm fail_on : Value<"fail-on", "<error|warning|note|never>",
  "The least finding for exit status 1 (default: error)", output>;
def strict : Flag<["--"], "strict">, Group<output>,
  HelpText<"Exit with 3 if a source could not be read or a function not be followed in full">;
defm color : Value<"color", "<auto|always|never>", "Colour of the text report", output>;
defm root : Value<"root", "<dir>",
  "What paths in reports are relative to (default: the working folder)", output>;
def show_suppressed : Flag<["--"], "show-suppressed">, Group<output>,
  HelpText<"Put what NOLINT comments silence into SARIF and JSON, too">;

defm emit : Value<"emit", "<ir|callgraph|contexts|compdb|sal>",
  "Print driver IR, the call graph (DOT), the simulated contexts, a compile database or annotations that are missing instead of findings", looking>;
defm explain_function : Value<"explain-function", "<name>",
  "Print what is known of a function: who calls it, at which IRQL, with which locks", looking>;
defm explain_silence : Value<"explain-silence", "<file:line>",
  "Print why nothing is reported at a line", looking>;
def stats : Flag<["--"], "stats">, Group<looking>,
  HelpText<"Print counts and times of the analysis to standard error">;
def show_diagnostics : Flag<["--"], "show-diagnostics">, Group<looking>,
  HelpText<"Print what Clang has to say of the sources, warnings too">;

def quiet : Flag<["--"], "quiet">, Group<general>,
  HelpText<"Say nothing on standard error but errors">;
def help : Flag<["--"], "help">, Group<general>, HelpText<"Print this">;
def h : Flag<["-"], "h">, Alias<help>;
def version : Flag<["--"], "version">, Group<general>, HelpText<"Print the version">;
