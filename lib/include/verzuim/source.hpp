// SPDX-License-Identifier: EUPL-1.2
// A file as it is handed in: unpacked, in UTF-8 and with plain line ends on the way to its reader, while its
// fingerprint is taken.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "verzuim/error.hpp"

namespace verzuim {

/// How the letters of a file are written. A byte order mark always wins.
enum class Encoding : std::uint8_t {
  automatic,  ///< UTF-8 as long as it is; Windows-1252 where the first odd byte shows that it is not
  utf8,       ///< bytes that are no UTF-8 are passed on, so that their row is refused
  utf16,      ///< little-endian where no mark says otherwise
  windows_1252,
  iso_8859_1
};
inline constexpr std::array<std::string_view, 5> encoding_names = {"auto", "utf-8", "utf-16", "windows-1252",
                                                                   "iso-8859-1"};
VERZUIM_EXPORT std::optional<Encoding> parse_encoding(std::string_view text);

class VERZUIM_EXPORT Source {
 public:
  /// Reads the first bytes of `in`, unpacking gzip. Requires: `in` outlives the source. `name` is what
  /// messages call the file. Throws: Error (data) when the first bytes show what we cannot read (a
  /// spreadsheet, a PDF), with the remedy, or a gzip file that is damaged; Error (io) when reading fails.
  Source(std::istream& in, std::string name);
  ~Source();
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  const std::string& name() const;
  /// The first complete lines as UTF-8, of at most `most` bytes; nothing is used up by it. Empty when the
  /// first line alone is longer. To be called before `text`. Throws: Error (data) as `text` does.
  std::string head(Encoding encoding = Encoding::automatic, std::size_t most = 65536) const;
  /// The whole text as UTF-8. To be called once. Reading from it throws: Error (data) when the file is cut
  /// off or damaged inside its packing or its encoding; Error (io).
  std::istream& text(Encoding encoding = Encoding::automatic);
  /// SHA-256 of the file as it was handed in, 64 hexadecimal digits. Reads on to its end; to be called once.
  std::string sha256();
  /// How much of the file as it was handed in has been read. Units: bytes.
  std::uint64_t bytes() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace verzuim
