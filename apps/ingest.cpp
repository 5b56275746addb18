// SPDX-License-Identifier: EUPL-1.2
// verzuim ingest: takes files into the store and writes a receipt for each, or normalises them without a
// store.
#include <fmt/format.h>

#include <optional>

#include "cli.hpp"
#include "io.hpp"
#include "layouts.hpp"
#include "progress.hpp"
#include "verzuim/canonical_lines.hpp"
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
    file_.emplace(path);
    write({"file", "line", "column", "code", "text", "reason"});
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

int into_store(const Global& global, const IngestOptions& options, const Layouts& layouts, Rejects& rejects) {
  Delivery delivery;
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
    Source source(*in, delivery.name);
    const Profile profile = layouts.of(source);
    const auto reader = layouts.open(source, profile);
    delivery.profile = profile.name();
    Receipt receipt;
    {
      Progress progress(delivery.name, regular_size(path), !global.quiet);
      delivery.progress = [&](std::int64_t rows) { progress.at(rows, source.bytes()); };
      receipt = store.ingest(source, *reader, delivery);
    }
    std::string text;
    write_receipt(text, receipt);
    print(text);
    layouts.tell_unknown(*reader, receipt.file);
    if (global.verbose) tell(receipt);
    if (delivery.covers && receipt.kind == "absences" && rejects.unread() > unread && !options.accept)
      say(
          fmt::format("verzuim ingest: {}: nothing was withdrawn, since the refused rows may be what the "
                      "file lacks; mend them, or use --accept",
                      receipt.file));
  });
}

bool barred(const RowReader& reader) {
  for (std::size_t i = 0; i < reader.facts(); ++i)
    if (barred_from_gemeente(reader.fact(i))) return true;
  return false;
}

void take_lines(RowReader& reader, const std::string& name, bool gemeente, CanonicalLines& lines,
                Rejects& rejects) {
  while (reader.next())
    if (reader.fault())
      rejects.add(*reader.fault());
    else if (gemeente && barred(reader))
      rejects.add(barred_row({name, reader.line(), 0}));
    else
      lines.add(reader);
}

/// One table on standard output, of all files.
int to_csv(const Global& global, const IngestOptions& options, Layouts& layouts, Rejects& rejects) {
  CanonicalLines lines;
  std::optional<FileKind>& kind = layouts.setting.as;
  const int code = each_file(options.files, [&](const std::string& path) {
    const std::size_t before = lines.size();
    const auto in = open_input(path);
    Source source(*in, shown_name(path));
    try {
      const auto reader = layouts.open(source, layouts.of(source));
      if (kind && *kind != reader->kind())
        throw Error(
            ErrorCode::data,
            fmt::format("a file of kind {} cannot stand in one table with one of kind {}; normalise them "
                        "one by one",
                        file_kind_names[static_cast<std::size_t>(reader->kind())],
                        file_kind_names[static_cast<std::size_t>(*kind)]),
            {source.name()});
      kind = reader->kind();
      take_lines(*reader, source.name(), global.config.holder_kind == "gemeente", lines, rejects);
      layouts.tell_unknown(*reader, source.name());
    } catch (const Error&) {
      lines.go_back(before);
      throw;
    }
  });
  if (kind && code == 0) lines.write(*kind, print);
  return code;
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
