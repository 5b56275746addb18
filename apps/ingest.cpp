// SPDX-License-Identifier: EUPL-1.2
// verzuim ingest: takes files into the store and writes a receipt for each, or normalises them without a
// store.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli.hpp"
#include "io.hpp"
#include "layouts.hpp"
#include "progress.hpp"
#include "verzuim/canonical.hpp"
#include "verzuim/error.hpp"
#include "verzuim/store.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

constexpr std::size_t shown_rejects = 10;

void complain(const Error& error) { say("verzuim ingest: " + error.text()); }

/// Refused rows: into a file when one is named, else the first of them to the user.
class Rejects {
 public:
  explicit Rejects(const std::string& path) {
    if (path.empty()) return;
    std::string header;
    write_csv_row(header, {"file", "line", "column", "code", "text", "reason"});
    check_target(path, header);
    file_.emplace(path);
    file_->write(header);
  }

  void add(const Reject& r) {
    ++count_;
    if (r.code != "holder" && r.code != "conflict") ++unread_;
    if (file_)
      write({r.place.file, std::to_string(r.place.line), std::to_string(r.place.column), r.code, r.text,
             r.reason});
    else if (count_ <= shown_rejects)
      complain(Error(ErrorCode::data, r.reason, r.place));
  }
  /// To be called once, also when files were refused: the rows tell why.
  void finish() {
    if (file_)
      file_->keep();
    else if (count_ > shown_rejects)
      say(fmt::format("verzuim ingest: {} more rows were refused; see all of them with --rejects FILE",
                      count_ - shown_rejects));
  }
  std::size_t count() const { return count_; }
  /// Those whose key could not be told.
  std::size_t unread() const { return unread_; }

 private:
  /// The store, an input or a key could be named here by a slip of the hand: only a list of refused rows may
  /// be replaced.
  static void check_target(const std::string& path, const std::string& header) {
    if (regular_size(path) == 0) return;
    const auto in = open_input(path);
    std::string begin(header.size(), '\0');
    in->read(begin.data(), static_cast<std::streamsize>(begin.size()));
    if (begin != header)
      throw Error(ErrorCode::usage,
                  "--rejects: this file is there and is no list of refused rows; name another one", {path});
  }
  void write(const std::vector<std::string>& cells) {
    row_.clear();
    write_csv_row(row_, {cells.begin(), cells.end()});
    file_->write(row_);
  }

  std::optional<OutputFile> file_;
  std::string row_;
  std::size_t count_ = 0, unread_ = 0;
};

std::optional<Covers> covers_option(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto dots = text.find("..");
  const auto from = parse_date(text.substr(0, dots));
  const auto until = dots == std::string::npos ? std::nullopt : parse_date(text.substr(dots + 2));
  if (!from || !until || *until < *from)
    throw Error(
        ErrorCode::usage,
        fmt::format("--covers: '{}' is no period; write 2026-11-16..2026-11-20, the first day and the last",
                    text));
  return Covers{*from, *until};
}

void tell(const Receipt& r) {
  if (r.seen)
    return say(fmt::format("verzuim ingest: {}: {}, taken in before, nothing written", r.file, r.kind));
  say(fmt::format(
      "verzuim ingest: {}: {}, {} rows: {} new, {} changed, {} same, {} skipped, {} refused; {} withdrawn; "
      "{} pupils touched",
      r.file, r.kind, r.rows, r.fresh, r.changed, r.same, r.skipped, r.rejected, r.withdrawn,
      r.pupils.size()));
}

/// Goes on after a file that cannot be used; what is wrong with the store or the disk stops everything.
template <class Work>
int each_file(
    const std::vector<std::string>& files, const Work& work, const std::function<void()>& failed = [] {}) {
  int code = 0;
  for (const std::string& path : files) {
    try {
      work(path);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::data && error.code() != ErrorCode::no_input) throw;
      failed();
      complain(error);
      if (code == 0) code = static_cast<int>(error.code());
    }
  }
  return code;
}

/// A file on its way in.
struct Opened {
  Opened(const std::string& path, const Layouts& layouts)
      : in(open_input(path)),
        source(*in, shown_name(path)),
        profile(layouts.of(source)),
        rows(layouts.open(source, profile)) {}

  std::unique_ptr<std::istream> in;
  Source source;
  Profile profile;
  std::unique_ptr<RowReader> rows;
};

Receipt deliver(Store& store, const std::string& path, Opened& file, Delivery& delivery, bool quiet) {
  delivery.name = file.source.name();
  delivery.profile = file.profile.name();
  delivery.fingerprint = file.profile.fingerprint();
  Progress progress(delivery.name, regular_size(path), !quiet);
  delivery.progress = [&](std::int64_t rows) { progress.at(rows, file.source.bytes()); };
  return store.ingest(file.source, *file.rows, delivery);
}

/// The last of the files that holds absences, which is where a coverage ends. One that cannot be told
/// beforehand counts as such.
std::string last_of_absences(const std::vector<std::string>& files, const Layouts& layouts) {
  for (auto path = files.rbegin(); path != files.rend(); ++path) {
    if (*path == "-" || regular_size(*path) == 0) return *path;
    try {
      const Opened file(*path, layouts);
      if (file.rows->kind() == FileKind::absences) return *path;
    } catch (const Error&) {  // told when its turn comes
    }
  }
  return {};
}

int into_store(const Global& global, const IngestOptions& options, const Layouts& layouts, Rejects& rejects) {
  Delivery delivery;
  delivery.covers = covers_option(options.covers);
  delivery.accept = options.accept;
  delivery.at = now_utc();
  delivery.reject = [&](const Reject& r) { rejects.add(r); };
  Store store(global.store);
  store.acts(global.actor, global.command, delivery.at, global.purpose);
  if (!global.config.holder_kind.empty())
    store.set_holder({global.config.holder_kind, global.config.holder_code});
  const std::string last = delivery.covers ? last_of_absences(options.files, layouts) : std::string();
  const auto take = [&](const std::string& path) {
    const std::size_t unread = rejects.unread();
    Opened file(path, layouts);
    delivery.more_follow = delivery.covers && path != last;
    const Receipt receipt = deliver(store, path, file, delivery, global.quiet);
    std::string text;
    write_receipt(text, receipt);
    print(text);
    layouts.tell_unknown(*file.rows, receipt.file);
    if (global.verbose) tell(receipt);
    if (delivery.covers && receipt.kind == "absences" && rejects.unread() > unread && !options.accept)
      say(
          fmt::format("verzuim ingest: {}: nothing was withdrawn, since the refused rows may be what the "
                      "file lacks; mend them, or use --accept",
                      receipt.file));
  };
  return each_file(options.files, take, [&] { store.break_coverage(); });
}

/// Throws when the file is of another kind than those before it.
void check_kind(const Opened& file, std::optional<FileKind>& kind) {
  const auto name = [](FileKind k) { return file_kind_names[static_cast<std::size_t>(k)]; };
  if (kind && *kind != file.rows->kind())
    throw Error(ErrorCode::data,
                fmt::format("a file of kind {} cannot stand in one table with one of kind {}; normalise them "
                            "one by one",
                            name(file.rows->kind()), name(*kind)),
                {file.source.name()});
  kind = file.rows->kind();
}

/// Rows of all kinds but absences, which are few: as lines of text.
void take_lines(Opened& file, std::vector<std::string>& lines, Rejects& rejects) {
  while (file.rows->next()) {
    if (file.rows->fault()) rejects.add(*file.rows->fault());
    for (std::size_t i = 0; i < file.rows->facts(); ++i)
      write_canonical(lines.emplace_back(), file.rows->fact(i));
  }
}

/// Hands out a table piece by piece.
class Table {
 public:
  explicit Table(FileKind kind) { write_canonical_header(text_, kind); }
  void add(const Row& row) {
    write_canonical(text_, row);
    flush(65536);
  }
  void add(std::string_view line) {
    text_ += line;
    flush(65536);
  }
  void finish() { flush(0); }

 private:
  void flush(std::size_t above) {
    if (text_.size() <= above) return;
    print(text_);
    text_.clear();
  }
  std::string text_;
};

/// One table on standard output, of all files: what a store would hold of them, so absences go through one
/// that vanishes again.
int to_csv(const Global& global, const IngestOptions& options, Layouts& layouts, Rejects& rejects) {
  Store store = Store::temporary();
  if (global.config.holder_kind == "gemeente") store.set_holder({"gemeente", global.config.holder_code});
  Delivery delivery;
  delivery.accept = true;  // the guards look at files before this one, and here are none
  delivery.at = now_utc();
  delivery.reject = [&](const Reject& r) { rejects.add(r); };
  std::vector<std::string> lines;
  std::optional<FileKind>& kind = layouts.setting.as;
  const int code = each_file(options.files, [&](const std::string& path) {
    Opened file(path, layouts);
    check_kind(file, kind);
    if (*kind == FileKind::absences)
      deliver(store, path, file, delivery, global.quiet);
    else
      take_lines(file, lines, rejects);
    layouts.tell_unknown(*file.rows, file.source.name());
  });
  if (!kind || code != 0) return code;
  std::stable_sort(lines.begin(), lines.end());
  Table table(*kind);
  store.each_absence([&](const AbsenceRow& row) { table.add(row); });
  for (const std::string& line : lines) table.add(line);
  table.finish();
  return 0;
}

int show(const IngestOptions& options, const Layouts& layouts) {
  return each_file(options.files, [&](const std::string& path) {
    const auto in = open_input(path);
    Source source(*in, shown_name(path));
    print(show_profile(source, layouts.of(source), Reference::shipped(), layouts.setting));
  });
}

}  // namespace

int run_ingest(const Global& global, const IngestOptions& options) {
  if (options.to == "csv" && (!options.covers.empty() || options.accept))
    throw Error(ErrorCode::usage,
                "--to csv writes to no store, so it cannot stand with --covers or --accept");
  Layouts layouts(global, options);
  if (options.show_profile) return show(options, layouts);
  Rejects rejects(options.rejects);
  int code = 0;
  try {
    code = options.to == "csv" ? to_csv(global, options, layouts, rejects)
                               : into_store(global, options, layouts, rejects);
  } catch (...) {
    rejects.finish();
    throw;
  }
  rejects.finish();
  if (code != 0) return code;
  return rejects.count() > 0 ? 1 : 0;
}
