//===- prp.c - Physical region pages --------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// [4.3] The first page of a transfer may begin anywhere in it, every other one
// begins a page. Two go into the command itself; more than two make PRP2 the
// address of a list. A list that goes on behind the end of its page has in the
// last entry of that page the address of the next one, so that a page holds
// 511 entries unless it is the last.
//
//===----------------------------------------------------------------------===//

#include "nvmelib.h"

// How many pages a buffer touches.
_Use_decl_annotations_ ULONG NvmePrpPages(ULONG64 First, ULONG Bytes) {
  return ((ULONG)(First & NVME_PAGE_MASK) + Bytes + NVME_PAGE_MASK) /
         NVME_PAGE_SIZE;
}

// How many entries of a list that is made of whole pages the pages behind the
// first one take, those that chain included.
_Use_decl_annotations_ ULONG NvmePrpListEntries(ULONG Pages) {
  ULONG Data = Pages - 1;

  if (Data <= NVME_PRPS_PER_PAGE)
    return Data;
  return Data + (Data - 2) / (NVME_PRPS_PER_PAGE - 1);
}

typedef struct _CURSOR {
  const STOR_SCATTER_GATHER_ELEMENT *Element;
  const STOR_SCATTER_GATHER_ELEMENT *End;
  ULONG Offset; // Into Element.
} CURSOR, *PCURSOR;

static BOOLEAN Skip(_Inout_ PCURSOR Cursor, _In_ ULONG Bytes) {
  while (Cursor->Element < Cursor->End) {
    ULONG Left = Cursor->Element->Length - Cursor->Offset;

    if (Bytes < Left) {
      Cursor->Offset += Bytes;
      return TRUE;
    }
    Bytes -= Left;
    Cursor->Element++;
    Cursor->Offset = 0;
  }
  return Bytes == 0;
}

// The address of the next piece, which does not cross a page. FALSE: the
// scatter/gather list is shorter than the transfer.
static BOOLEAN Next(_Inout_ PCURSOR Cursor, _In_ ULONG Most,
                    _Out_ PULONG64 Address, _Out_ PULONG Bytes) {
  ULONG Piece;

  *Address = 0;
  *Bytes = 0;
  while (Cursor->Element < Cursor->End &&
         Cursor->Offset == Cursor->Element->Length) {
    Cursor->Element++;
    Cursor->Offset = 0;
  }
  if (Cursor->Element == Cursor->End)
    return FALSE;
  *Address =
      (ULONG64)Cursor->Element->PhysicalAddress.QuadPart + Cursor->Offset;
  Piece = NVME_PAGE_SIZE - (ULONG)(*Address & NVME_PAGE_MASK);
  Piece = min(Piece, Cursor->Element->Length - Cursor->Offset);
  *Bytes = min(Piece, Most);
  Cursor->Offset += *Bytes;
  return TRUE;
}

// Puts one data page into the list, and before it the link if it would be the
// last entry of a list page without being the last of all.
static BOOLEAN Append(_In_ const NVME_PRP_LIST *List, _Inout_ PULONG Index,
                      _In_ ULONG64 Address, _In_ BOOLEAN Last) {
  if (!Last && *Index % NVME_PRPS_PER_PAGE == NVME_PRPS_PER_PAGE - 1) {
    if (*Index + 1 >= List->Entries)
      return FALSE;
    List->Entry[*Index] = List->Physical[*Index / NVME_PRPS_PER_PAGE + 1];
    ++*Index;
  }
  if (*Index >= List->Entries)
    return FALSE;
  List->Entry[(*Index)++] = Address;
  return TRUE;
}

// PRP1 and PRP2 for Bytes of the buffer from Offset on. List may have no room
// if two pages are enough. FALSE: the buffer is not one piece of virtual
// memory, which it must be: then some page would begin in its middle.
_Use_decl_annotations_ BOOLEAN NvmePrpBuild(const STOR_SCATTER_GATHER_LIST *Sgl,
                                            ULONG Offset, ULONG Bytes,
                                            const NVME_PRP_LIST *List,
                                            PNVME_COMMAND Sqe) {
  CURSOR Cursor = {Sgl->List, Sgl->List + Sgl->NumberOfElements, 0};
  ULONG64 Expected = 0; // Where a page goes on that two elements share.
  ULONG Page = 0;
  ULONG Index = 0;
  ULONG Pages;
  ULONG64 Address;
  ULONG Piece;

  if (!Skip(&Cursor, Offset) || !Next(&Cursor, Bytes, &Address, &Piece))
    return FALSE;
  Pages = NvmePrpPages(Address, Bytes);
  Sqe->Prp1 = Address;
  Sqe->Prp2 = Pages > 2 ? List->Physical[0] : 0;

  for (;;) {
    Expected = Address + Piece;
    Bytes -= Piece;
    if (Bytes == 0)
      return TRUE;
    if (!Next(&Cursor, Bytes, &Address, &Piece))
      return FALSE;
    if (Address & NVME_PAGE_MASK) {
      if (Address != Expected) // Neither a page nor the rest of one.
        return FALSE;
      continue;
    }
    if (Expected & NVME_PAGE_MASK) // The page before ended too early.
      return FALSE;
    if (++Page >= Pages)
      return FALSE;
    if (Pages == 2)
      Sqe->Prp2 = Address;
    else if (!Append(List, &Index, Address, Page + 1 == Pages))
      return FALSE;
  }
}
