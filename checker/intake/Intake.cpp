//===- Intake.cpp - Running Clang over one source -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/Intake.h"
#include "frontend/Frontend.h"
#include "intake/ErrorLog.h"
#include "intake/IncludeLog.h"
#include "intake/StandIns.h"
#include "intake/WindowsView.h"
#include "intake/WppTracing.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/Stack.h"
#include "clang/Basic/Version.h"
#include "clang/Driver/Types.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <mutex>
#include <tuple>

extern "C" {
void LLVMInitializeX86TargetInfo();
void LLVMInitializeX86Target();
void LLVMInitializeX86TargetMC();
void LLVMInitializeX86AsmParser();
}

namespace miniport::intake {

using namespace clang;
using llvm::Error;
using llvm::Expected;
using llvm::Twine;

/// Clang's parser recurses; so does its destruction of what it parsed.
static constexpr unsigned StackSize = 512u << 20;
/// Nesting that only a generator writes; Clang's own limit is 256.
static constexpr unsigned BracketDepth = 100000;
/// With stand-ins for what is declared nowhere, beyond the first.
static constexpr unsigned MostReadings = 2;

static Error failure(const Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

std::string defaultResourceDir() {
  static int Anchor;
  std::string Program =
      llvm::sys::fs::getMainExecutable(nullptr, static_cast<void *>(&Anchor));
  llvm::SmallString<256> Dir(llvm::sys::path::parent_path(Program));
  llvm::sys::path::append(Dir, "..", "lib", "clang");
  llvm::sys::path::append(Dir, CLANG_VERSION_MAJOR_STRING);
  llvm::SmallString<256> Header(Dir);
  llvm::sys::path::append(Header, "include", "stddef.h");
  if (llvm::sys::fs::exists(Header)) {
    llvm::sys::path::remove_dots(Dir, /*remove_dot_dot=*/true);
    return std::string(Dir);
  }
  return MINIPORT_RESOURCE_DIR;
}

class SharedReading {
public:
  const std::shared_ptr<FolderListings> Folders =
      std::make_shared<FolderListings>();

  /// A copy of what these flags came to for another file like this one, or
  /// null.
  std::shared_ptr<CompilerInvocation> invocation(const SourceCommand &Command,
                                                 llvm::StringRef Flags);
  /// The invocation for one file, for others of its kind.
  void keep(const SourceCommand &Command, llvm::StringRef Flags,
            const CompilerInvocation &Invocation);

private:
  static std::string keyOf(const SourceCommand &Command,
                           llvm::StringRef Flags) {
    return (Flags + "\n" + Command.Directory + "\n" +
            llvm::sys::path::extension(Command.File))
        .str();
  }

  std::mutex Guard;
  llvm::StringMap<std::unique_ptr<CompilerInvocation>> Known;
};

std::shared_ptr<CompilerInvocation>
SharedReading::invocation(const SourceCommand &Command, llvm::StringRef Flags) {
  std::lock_guard<std::mutex> Lock(Guard);
  auto It = Known.find(keyOf(Command, Flags));
  if (It == Known.end())
    return nullptr;
  auto Copy = std::make_shared<CompilerInvocation>(*It->second);
  FrontendInputFile &Input = Copy->getFrontendOpts().Inputs.front();
  Input = FrontendInputFile(Command.File, Input.getKind(), Input.isSystem());
  return Copy;
}

void SharedReading::keep(const SourceCommand &Command, llvm::StringRef Flags,
                         const CompilerInvocation &Invocation) {
  if (Invocation.getFrontendOpts().Inputs.size() != 1)
    return;
  std::lock_guard<std::mutex> Lock(Guard);
  Known.try_emplace(keyOf(Command, Flags),
                    std::make_unique<CompilerInvocation>(Invocation));
}

std::shared_ptr<SharedReading> shareReading() {
  return std::make_shared<SharedReading>();
}

namespace {

class LoweringAction : public ASTFrontendAction {
public:
  LoweringAction(const ReadOptions &Options, ErrorLog &Errors,
                 const projects::SourceCommand &Command, StandIns &Names)
      : Options(Options), Errors(Errors), Command(Command), Names(Names) {}

  std::unique_ptr<ir::Module> take() { return std::move(Module); }

private:
  class Consumer : public ASTConsumer {
  public:
    explicit Consumer(LoweringAction &Action) : Action(Action) {}
    void HandleTranslationUnit(ASTContext &Context) override {
      Action.lower(Context);
    }
    bool shouldSkipFunctionBody(Decl *D) override {
      return Action.isSettled(*D);
    }

  private:
    LoweringAction &Action;
  };

  /// A routine that a rule describes: the body that a header has for it is not
  /// lowered, so it need not be parsed. A member that only has the same name is
  /// another function.
  bool isSettled(const Decl &D) const {
    const auto *F = dyn_cast<FunctionDecl>(&D);
    const SourceManager &SM = D.getASTContext().getSourceManager();
    return F && F->getIdentifier() && Options.IsKnownRoutine &&
           Options.IsKnownRoutine(F->getQualifiedNameAsString()) &&
           !SM.isInMainFile(SM.getExpansionLoc(F->getLocation()));
  }

  bool BeginSourceFileAction(CompilerInstance &CI) override {
    Preprocessor &PP = CI.getPreprocessor();
    PP.addPPCallbacks(Annotations.callbacks(PP));
    PP.addPPCallbacks(logMissingIncludes(PP.getSourceManager(), Missing));
    standInForTraceHeaders(PP, Command);
    if (!Names.empty())
      PP.setPredefines(PP.getPredefines() +
                       Names.declarations(CI.getLangOpts().CPlusPlus));
    Parser = &PP;
    return true;
  }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 llvm::StringRef) override {
    return std::make_unique<Consumer>(*this);
  }
  void lower(ASTContext &Context) {
    frontend::LowerOptions LO;
    LO.IsKnownRoutine = Options.IsKnownRoutine;
    LO.Annotations = &Annotations;
    LO.Errors = Errors.Places;
    llvm::sort(LO.Errors);
    Module = frontend::lower(Context, LO);
    Module->MissingIncludes = std::move(Missing);
    if (Errors.MissesNames)
      Names.merge(findStandIns(*Parser, Context));
  }

  const ReadOptions &Options;
  ErrorLog &Errors;
  const projects::SourceCommand &Command;
  StandIns &Names;
  Preprocessor *Parser = nullptr;
  frontend::AnnotationLog Annotations;
  std::vector<ir::MissingInclude> Missing;
  std::unique_ptr<ir::Module> Module;
};

/// Reads one source. Lives on the big stack.
class Reading {
public:
  Reading(const SourceCommand &Command, const ReadOptions &Options)
      : Command(Command), Options(Options) {}

  Expected<std::unique_ptr<ir::Module>> operator()();

private:
  using Result = Expected<std::unique_ptr<ir::Module>>;
  Error openFile();
  Result parse(bool Show);
  std::shared_ptr<CompilerInvocation> invocation(ErrorLog &Errors);
  static void adjust(CompilerInvocation &Invocation);

  const SourceCommand &Command;
  const ReadOptions &Options;
  StandIns Names; ///< that nothing declares
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
};

Error Reading::openFile() {
  // A file system of its own: the working directory is not the process's.
  Files = llvm::makeIntrusiveRefCnt<WindowsView>(
      llvm::vfs::createPhysicalFileSystem(), Options.Shared->Folders);
  if (!Command.Directory.empty())
    if (std::error_code EC =
            Files->setCurrentWorkingDirectory(Command.Directory))
      return failure("cannot enter directory '" + Command.Directory +
                     "': " + EC.message());
  auto Status = Files->status(Command.File);
  if (!Status)
    return failure("cannot read '" + Command.File +
                   "': " + Status.getError().message());
  if (!Status->isRegularFile())
    return failure("cannot read '" + Command.File + "': not a file");
  auto Handle = Files->openFileForRead(Command.File);
  if (!Handle)
    return failure("cannot read '" + Command.File +
                   "': " + Handle.getError().message());
  return Error::success();
}

/// What analysis needs and a build does not.
void Reading::adjust(CompilerInvocation &Invocation) {
  LangOptions &Lang = Invocation.getLangOpts();
  Lang.BracketDepth = BracketDepth;
  Lang.SpellChecking = false; // a guess is no reading
  Lang.RecoveryAST = true;
  Lang.RecoveryASTType = true;
  Invocation.getDependencyOutputOpts() = DependencyOutputOptions();
  FrontendOptions &Frontend = Invocation.getFrontendOpts();
  Frontend.ProgramAction = clang::frontend::ParseSyntaxOnly;
  Frontend.OutputFile.clear();
  Frontend.Plugins.clear();
  Frontend.AddPluginActions.clear();
  Frontend.DisableFree = false;
  Frontend.SkipFunctionBodies = true; // as the consumer says
  Invocation.getPreprocessorOpts().ImplicitPCHInclude.clear();
  DiagnosticOptions &Diagnostics = Invocation.getDiagnosticOpts();
  Diagnostics.DiagnosticSerializationFile.clear();
  Diagnostics.DiagnosticLogFile.clear();
  Diagnostics.ErrorLimit = 0;
  Invocation.getHeaderSearchOpts().Verbose = false;
}

std::shared_ptr<CompilerInvocation> Reading::invocation(ErrorLog &Errors) {
  std::vector<std::string> Args = compilerArguments(Command, Options);
  // The last one is the file.
  std::string Flags = llvm::join(llvm::drop_end(Args), "\n");
  if (auto Known = Options.Shared->invocation(Command, Flags))
    return Known;
  llvm::BumpPtrAllocator Allocator;
  llvm::SmallVector<const char *, 64> Pointers;
  for (const std::string &Arg : Args)
    Pointers.push_back(Arg.c_str());
  bool IsCl = llvm::is_contained(Args, "--driver-mode=cl");
  llvm::cl::ExpansionContext Expansion(
      Allocator, IsCl ? llvm::cl::TokenizeWindowsCommandLine
                      : llvm::cl::TokenizeGNUCommandLine);
  Expansion.setVFS(Files.get());
  if (!Command.Directory.empty())
    Expansion.setCurrentDir(Command.Directory);
  if (Error E = Expansion.expandResponseFiles(Pointers))
    Errors.Messages.push_back(llvm::toString(std::move(E)));
  CreateInvocationOptions Creation;
  Creation.Diags = CompilerInstance::createDiagnostics(
      new DiagnosticOptions(), &Errors, /*ShouldOwnClient=*/false);
  // The driver looks for a compiler in all of PATH, which has to be there as
  // spelled.
  Creation.VFS = llvm::vfs::createPhysicalFileSystem();
  if (!Command.Directory.empty())
    Creation.VFS->setCurrentWorkingDirectory(Command.Directory);
  Creation.RecoverOnError = true;
  std::shared_ptr<CompilerInvocation> Invocation =
      createInvocation(Pointers, Creation);
  if (!Invocation)
    return nullptr;
  adjust(*Invocation);
  // What was said of the flags is said for each file.
  if (Errors.Messages.empty() && !Options.ShowDiagnostics)
    Options.Shared->keep(Command, Flags, *Invocation);
  return Invocation;
}

/// One run of Clang, with what stands for Names. Adds to them.
Reading::Result Reading::parse(bool Show) {
  ErrorLog Errors(Show);
  std::shared_ptr<CompilerInvocation> Invocation = invocation(Errors);
  driver::types::ID Type = driver::types::lookupTypeForExtension(
      llvm::sys::path::extension(Command.File).ltrim('.'));
  if (!Invocation && Type != driver::types::TY_INVALID &&
      !driver::types::isAcceptedByClang(Type))
    return failure("'" + Command.File + "' is neither C nor C++");
  if (!Invocation || Invocation->getFrontendOpts().Inputs.empty())
    return failure(
        "cannot make sense of the flags of '" + Command.File + "'" +
        (Errors.Messages.empty() ? Twine() : ": " + Errors.Messages.front()));
  const FrontendInputFile &Input = Invocation->getFrontendOpts().Inputs[0];
  Language Lang = Input.getKind().getLanguage();
  if (Lang != Language::C && Lang != Language::CXX)
    return failure("'" + Command.File + "' is neither C nor C++");
  if (!Show) {
    Invocation->getDiagnosticOpts().IgnoreWarnings = true;
    Invocation->getDiagnosticOpts().ShowCarets =
        false; // nor "1 error generated"
  }
  CompilerInstance Compiler;
  Compiler.setInvocation(Invocation);
  Compiler.createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  // A header that is not there is "fatal", and would silence all that follows.
  Compiler.getDiagnostics().setFatalsAsError(true);
  Compiler.setFileManager(new FileManager(Compiler.getFileSystemOpts(), Files));
  LoweringAction Action(Options, Errors, Command, Names);
  Compiler.ExecuteAction(Action);
  std::unique_ptr<ir::Module> Module = Action.take();
  if (!Module)
    return failure(
        "cannot read '" + Command.File + "'" +
        (Errors.Messages.empty() ? Twine() : ": " + Errors.Messages.front()));
  Module->Diagnostics = std::move(Errors.Messages);
  return Module;
}

/// What Clang gave up on in a function that is whole.
static size_t countLostExpressions(const ir::Function &F) {
  size_t Lost = 0;
  for (const ir::Block &B : F.Blocks)
    Lost += llvm::count_if(B.Instructions, [](const ir::Instruction &I) {
      return I.Op == ir::Opcode::Opaque && I.text() == "RecoveryExpr";
    });
  return Lost;
}

/// Functions that are there and whole, then how few are not, then how little is
/// lost in them, then how few errors are left.
using Gain = std::tuple<size_t, size_t, size_t, size_t>;
static Gain gain(const ir::Module &M) {
  size_t Whole = 0, Degraded = 0, Lost = 0;
  for (const ir::Function &F : M.Functions) {
    Whole += F.isAnalyzable();
    Degraded += !F.Degraded.empty();
    Lost += countLostExpressions(F);
  }
  return {Whole, SIZE_MAX - Degraded, SIZE_MAX - Lost,
          SIZE_MAX - M.Diagnostics.size()};
}

Reading::Result Reading::operator()() {
  if (Error E = openFile())
    return std::move(E);
  Result Best = parse(Options.ShowDiagnostics);
  Gain Most = Best ? gain(**Best) : Gain();
  // What is declared nowhere may have cost functions. Each of these, found
  // again, may show more such names.
  for (unsigned Again = 0; Best && !Names.empty() && Again != MostReadings;
       ++Again) {
    size_t Known = Names.size();
    Result Next = parse(/*Show=*/false);
    if (!Next) {
      llvm::consumeError(Next.takeError());
      break;
    }
    Gain Of = gain(**Next);
    // Errors alone are not worth a constant of which the value is made up.
    if (Names.hasConstants())
      std::get<3>(Of) = std::get<3>(Most);
    if (Of <= Most)
      break;
    Most = Of;
    // What was not understood of the source itself stays said.
    (*Next)->Diagnostics = std::move((*Best)->Diagnostics);
    Best = std::move(Next);
    if (Names.size() == Known)
      break;
  }
  return Best;
}

} // namespace

static void initialize() {
  static std::once_flag Once;
  std::call_once(Once, [] {
    // __asm blocks are parsed for the target.
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmParser();
    llvm::CrashRecoveryContext::Enable();
  });
}

Expected<std::unique_ptr<ir::Module>> readSource(const SourceCommand &Command,
                                                 const ReadOptions &Options) {
  initialize();
  std::optional<Expected<std::unique_ptr<ir::Module>>> Result;
  llvm::CrashRecoveryContext Context;
  bool Survived = Context.RunSafelyOnThread(
      [&] {
        clang::noteBottomOfStack();
        Result.emplace(Reading(Command, Options)());
      },
      StackSize);
  if (!Survived || !Result) {
    if (Result)
      llvm::consumeError(Result->takeError());
    return failure("Clang crashed while reading '" + Command.File + "'");
  }
  return std::move(*Result);
}

} // namespace miniport::intake
