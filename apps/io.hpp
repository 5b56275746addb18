// SPDX-License-Identifier: EUPL-1.2
// Streams and the clock: the only place that touches either.
#pragma once
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/date.hpp"

/// Opens `path` for reading; `-` is standard input. Throws: Error (no_input).
std::unique_ptr<std::istream> open_input(const std::string& path);
/// The config of the working folder, the user or the machine, the first that exists; empty when none does.
std::string usual_config();
/// Where the store of this user lies when nothing else is said.
std::string usual_store();

/// More than this nobody writes by hand. Units: bytes.
inline constexpr std::size_t by_hand = 1024 * 1024;
/// The whole of a file. Of one that is larger than `most` little more than that: whoever reads it refuses it.
/// Throws: Error (no_input).
std::string read_file(const std::string& path, std::size_t most = static_cast<std::size_t>(-1));
/// The file itself, or every `.toml` below a folder in order of name. Throws: Error (no_input).
std::vector<std::string> toml_files(const std::string& path);
/// What messages call a file: `-` becomes `standard input`.
std::string shown_name(const std::string& path);

/// Writes data to standard output. Throws: Error (io); a closed pipe ends the program in peace.
void print(std::string_view data);
/// Says something to a person on standard error: `verzuim COMMAND: text`.
void say(std::string_view text);
/// Flushes standard output. Throws: Error (io).
void finish_output();

/// A file that is there as a whole or not at all: written under another name, synced, renamed, its folder
/// synced. Mode 0600 unless `shared`.
class OutputFile {
 public:
  /// Throws: Error (cannot_create).
  explicit OutputFile(const std::string& path, bool shared = false);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Throws: Error (io).
  void write(std::string_view data);
  /// To be called once, at the end; what is not kept vanishes.
  void keep();

 private:
  std::string path_, temporary_, held_;
  int fd_ = -1;
};

/// Writes a whole file at once.
void write_file(const std::string& path, std::string_view data, bool shared = false);

/// The day of the wall clock in the Netherlands' usual use: local time.
verzuim::Date today();
/// Now in UTC, `2026-11-22T06:30:00Z`; SOURCE_DATE_EPOCH overrules it.
std::string now_utc();
/// The date in `text`, or today when empty. Throws: Error (usage) naming `option`.
verzuim::Date date_option(const std::string& text, const std::string& option);
