//===- FactNames.h - The words of rules/ and the enumerations they name ---===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FACTS_FACTNAMES_H
#define MINIPORT_FACTS_FACTNAMES_H

#include "facts/CheckTable.h"
#include "facts/Facts.h"

namespace miniport::facts {

/// A word of a rule file and the C++ enumerator that it stands for. The loader
/// reads the first, the table generator writes the second.
struct Word {
  llvm::StringLiteral Spelling;
  llvm::StringLiteral Enumerator;
};

/// One list for each enumeration, in the order of its declaration, so that an
/// enumerator's number is its index.
llvm::ArrayRef<Word> irqlWords();
llvm::ArrayRef<Word> basisWords();
llvm::ArrayRef<Word> directionWords();
llvm::ArrayRef<Word> lockClassWords();
llvm::ArrayRef<Word> effectKindWords();
llvm::ArrayRef<Word> checkSeverityWords();
llvm::ArrayRef<Word> checkProfileWords();

/// The index of Spelling in Words.
std::optional<unsigned> findWord(llvm::ArrayRef<Word> Words,
                                 llvm::StringRef Spelling);

/// The words of RoleCase::When that are no control types.
llvm::ArrayRef<llvm::StringLiteral> caseWords();
/// The words of Role::ReturnDuty.
llvm::ArrayRef<llvm::StringLiteral> returnDutyWords();
/// The words of `port:`.
llvm::ArrayRef<llvm::StringLiteral> portWords();

} // namespace miniport::facts

#endif // MINIPORT_FACTS_FACTNAMES_H
