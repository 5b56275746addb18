// SPDX-License-Identifier: EUPL-1.2
// verzuim ingest: takes files into the store and writes a receipt for each, or normalises them without a
// store.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

#include "cli.hpp"
#include "io.hpp"
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
  explicit Rejects(std::string path) : path_(std::move(path)) {
    write_csv_row(csv_, {"file", "line", "column", "code", "text", "reason"});
  }

  void add(const Reject& r) {
    ++count_;
    if (r.code != "holder" && r.code != "conflict") ++unread_;
    if (!path_.empty()) {
      const std::string line = std::to_string(r.place.line), column = std::to_string(r.place.column);
      write_csv_row(csv_, {r.place.file, line, column, r.code, r.text, r.reason});
    } else if (count_ <= shown_rejects) {
      complain(Error(ErrorCode::data, r.reason, r.place));
    }
  }
  /// To be called once, also when files were refused: the rows tell why.
  void finish() const {
    if (!path_.empty())
      write_file(path_, csv_);
    else if (count_ > shown_rejects)
      say(fmt::format("verzuim ingest: {} more rows were refused; see all of them with --rejects FILE",
                      count_ - shown_rejects));
  }
  std::size_t count() const { return count_; }
  /// Those whose key could not be told.
  std::size_t unread() const { return unread_; }

 private:
  std::string path_, csv_;
  std::size_t count_ = 0, unread_ = 0;
};

std::optional<FileKind> kind_option(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto kind = parse_file_kind(text);
  if (kind) return kind;
  const std::vector<std::string> names(file_kind_names.begin(), file_kind_names.end());
  const std::string near = nearest(text, names);
  throw Error(ErrorCode::usage,
              near.empty() ? fmt::format("--as: '{}' is no kind of file; it must be one of {}", text,
                                         join(names, ", "))
                           : fmt::format("--as: '{}' is no kind of file; did you mean '{}'?", text, near));
}

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
      "verzuim ingest: {}: {}, {} rows: {} new, {} changed, {} same, {} refused; {} withdrawn; {} pupils "
      "touched",
      r.file, r.kind, r.rows, r.fresh, r.changed, r.same, r.rejected, r.withdrawn, r.pupils.size()));
}

/// Goes on after a file that cannot be used; what is wrong with the store or the disk stops everything.
template <class Work>
int each_file(const std::vector<std::string>& files, const Work& work) {
  int code = 0;
  for (const std::string& path : files) {
    try {
      work(path);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::data && error.code() != ErrorCode::no_input) throw;
      complain(error);
      if (code == 0) code = static_cast<int>(error.code());
    }
  }
  return code;
}

int into_store(const Global& global, const IngestOptions& options, Rejects& rejects) {
  Delivery delivery;
  delivery.as = kind_option(options.as);
  delivery.covers = covers_option(options.covers);
  delivery.accept = options.accept;
  delivery.at = now_utc();
  delivery.reject = [&](const Reject& r) { rejects.add(r); };
  Store store(global.store);
  if (!global.config.holder_kind.empty())
    store.set_holder({global.config.holder_kind, global.config.holder_code});
  return each_file(options.files, [&](const std::string& path) {
    const auto in = open_input(path);
    delivery.name = shown_name(path);
    const std::size_t unread = rejects.unread();
    const Receipt receipt = store.ingest(*in, delivery);
    std::string text;
    write_receipt(text, receipt);
    print(text);
    if (global.verbose) tell(receipt);
    if (delivery.covers && receipt.kind == "absences" && rejects.unread() > unread && !options.accept)
      say(
          fmt::format("verzuim ingest: {}: nothing was withdrawn, since the refused rows may be what the "
                      "file lacks; mend them, or use --accept",
                      receipt.file));
  });
}

/// A canonical row as text, with what it is sorted by.
struct Line {
  std::string pupil;
  Date date;
  int lesson = 0;
  std::string text;
};

void take_lines(const std::string& path, bool gemeente, std::optional<FileKind>& kind,
                std::vector<Line>& lines, Rejects& rejects) {
  const auto in = open_input(path);
  CanonicalReader reader(*in, shown_name(path), Reference::shipped(), kind);
  kind = reader.kind();
  while (reader.next()) {
    if (reader.fault()) {
      rejects.add(*reader.fault());
      continue;
    }
    Line line;
    if (const auto* absence = std::get_if<AbsenceRow>(&reader.row())) {
      if (gemeente && barred_from_gemeente(reader.row())) {
        rejects.add(barred_row({shown_name(path), reader.line(), 0}));
        continue;
      }
      line.pupil = absence->pupil;
      line.date = absence->absence.date;
      line.lesson = absence->absence.lesson;
    }
    write_canonical(line.text, reader.row());
    lines.push_back(std::move(line));
  }
}

/// One table on standard output: absences by pupil, date and lesson, all else by its text.
int to_csv(const Global& global, const IngestOptions& options, Rejects& rejects) {
  std::optional<FileKind> kind = kind_option(options.as);
  std::vector<Line> lines;
  const int code = each_file(options.files, [&](const std::string& path) {
    const std::size_t before = lines.size();
    try {
      take_lines(path, global.config.holder_kind == "gemeente", kind, lines, rejects);
    } catch (const Error&) {
      lines.resize(before);
      throw;
    }
  });
  if (!kind || code != 0) return code;
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.pupil, a.date, a.lesson, a.text) < std::tie(b.pupil, b.date, b.lesson, b.text);
  });
  std::string text;
  write_canonical_header(text, *kind);
  for (const Line& line : lines) {
    text += line.text;
    if (text.size() < 65536) continue;
    print(text);
    text.clear();
  }
  print(text);
  return 0;
}

}  // namespace

int run_ingest(const Global& global, const IngestOptions& options) {
  if (options.to == "csv" && (!options.covers.empty() || options.accept))
    throw Error(ErrorCode::usage,
                "--to csv writes to no store, so it cannot stand with --covers or --accept");
  Rejects rejects(options.rejects);
  int code = 0;
  try {
    code = options.to == "csv" ? to_csv(global, options, rejects) : into_store(global, options, rejects);
  } catch (...) {
    rejects.finish();
    throw;
  }
  rejects.finish();
  if (code != 0) return code;
  return rejects.count() > 0 ? 1 : 0;
}
