// SPDX-License-Identifier: EUPL-1.2
// Turns the letters of a file into UTF-8, piece by piece. What is no letter in its encoding becomes the byte
// FF, which no UTF-8 holds: the row that it stands in is refused by whoever reads the rows.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "verzuim/source.hpp"

namespace verzuim {

class Decoder {
 public:
  virtual ~Decoder() = default;
  /// The next piece as UTF-8. It lives as long as `piece`, or until the next call. May be empty.
  virtual std::string_view decode(std::string_view piece) = 0;
  /// What was held back at the end of the file.
  /// Throws: Error (data) when the file ends inside a letter.
  virtual std::string_view finish() { return {}; }
};

/// How a file that begins with `head` is read when its user says `asked`.
struct Reading {
  std::size_t mark = 0;  ///< length of the byte order mark, which is no part of the text
  std::unique_ptr<Decoder> decoder;
};
Reading reading_of(std::string_view head, Encoding asked, const std::string& name);

}  // namespace verzuim
