// SPDX-License-Identifier: EUPL-1.2
#include "report_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "io.hpp"
#include "verzuim/error.hpp"
#include "verzuim/report_count.hpp"
#include "verzuim/store.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

[[noreturn]] void misuse(const std::string& message) { throw Error(ErrorCode::usage, message); }

ReportScope scope_of(const ReportOptions& options) {
  if (options.what == "school") return ReportScope::school;
  if (options.what == "region" || !options.region.empty()) return ReportScope::region;
  return ReportScope::gemeente;
}

/// Options that belong to another report would be passed over in silence.
void check_options(const ReportOptions& o, ReportScope scope) {
  if (o.actions) misuse("figures are read from the store, not from standard input; leave out the -");
  if (scope != ReportScope::school && !o.school.empty())
    misuse("--school belongs to `verzuim report school`");
  if (scope != ReportScope::gemeente && !o.gemeente.empty())
    misuse("--gemeente belongs to `verzuim report gemeente`");
  if (scope == ReportScope::school && !o.region.empty())
    misuse("--region belongs to `verzuim report region`");
}

std::string gemeente_asked(const std::string& text, Date until) {
  const Reference& reference = Reference::shipped();
  if (const auto code = reference.gemeente_code(text)) return reference.gemeente_on(*code, until);
  std::vector<std::string> names;
  for (const Gemeente& gemeente : reference.gemeenten()) names.push_back(gemeente.name);
  const std::string near = nearest(text, names);
  misuse(fmt::format("there is no gemeente `{}`{}", text,
                     near.empty() ? "; write its CBS code or its name" : "; did you mean `" + near + "`?"));
}

std::string region_asked(const std::string& text) {
  const std::string code = text.size() == 1 ? "0" + text : text;
  for (const Gemeente& gemeente : Reference::shipped().gemeenten())
    if (gemeente.doorstroompunt_region == code || folded(gemeente.doorstroompunt_region_name) == folded(text))
      return gemeente.doorstroompunt_region;
  misuse(
      fmt::format("there is no Doorstroompunt region `{}`; write its code of two digits, such as 03", text));
}

std::string school_asked(const std::string& text) {
  if (is_brin(text)) return text;
  misuse(fmt::format("`{}` is no school; write its BRIN, such as 99XA or 99XA00", text));
}

/// The code that was asked for; empty for all of them.
std::string asked(const ReportRequest& request, ReportScope scope, Date until) {
  const ReportOptions& o = request.options;
  const Config& config = request.global.config;
  const char* names[] = {"gemeente", "school", "region"};
  const std::string kind = names[static_cast<std::size_t>(scope)];
  std::string text = scope == ReportScope::gemeente ? o.gemeente
                     : scope == ReportScope::school ? o.school
                                                    : o.region;
  const std::string& own = config.holder_code;
  if (text.empty() && config.holder_kind == kind) text = own;
  if (text.empty())
    misuse(scope == ReportScope::gemeente
               ? "say for which gemeente: --gemeente CODE, --gemeente NAME or --gemeente all"
               : fmt::format("say for which {0}: --{0} CODE or --{0} all", kind));
  const bool all = text == "all";
  std::string code;
  if (!all)
    code = scope == ReportScope::gemeente ? gemeente_asked(text, until)
           : scope == ReportScope::school ? school_asked(text)
                                          : region_asked(text);
  // A gemeente reports on its own youth and a school on its own pupils; another's is not theirs to see.
  if (config.holder_kind == "gemeente" && !own.empty() &&
      (scope != ReportScope::gemeente || all || code != Reference::shipped().gemeente_on(own, until)))
    throw Error(ErrorCode::not_permitted,
                fmt::format("this store is of gemeente {}; it makes no report on another", own));
  if (config.holder_kind == "school" && !own.empty() && scope == ReportScope::school &&
      (all || brin_of(code) != brin_of(own)))
    throw Error(ErrorCode::not_permitted,
                fmt::format("this store is of school {}; it makes no report on another", own));
  return code;
}

ReportHead head_of(const ReportRequest& request, Store& store, const Rulebook& rules, const Period& period) {
  const Config& config = request.global.config;
  ReportHead head;
  head.scope = scope_of(request.options);
  head.period = period;
  head.before = year_before(period);
  head.on = request.on;
  head.rules = rules.hash();
  head.program = "verzuim " VERZUIM_VERSION;
  head.made_at = now_utc();
  head.withhold = config.withhold;
  head.interval = config.interval;
  head.round = config.round;
  // A gemeente may not hold sickness, so it has no totals of it either.
  head.sickness_totals = config.sickness_totals && config.holder_kind != "gemeente";
  for (const Receipt& receipt : store.deliveries())
    // What a gemeente's store refuses are sick and authorised rows: their number says how many are ill.
    if (!receipt.seen)
      head.sources.push_back(
          {std::filesystem::path(receipt.file).filename().string(), receipt.sha256, receipt.kind,
           receipt.rows,
           config.holder_kind == "gemeente" && receipt.kind == "absences" ? -1 : receipt.rejected});
  if (const auto run = store.last_look()) head.flagged_on = run->on;
  return head;
}

/// Feeds everything that the store knows.
void count(Reports& reports, Store& store, std::vector<DossierEvent> events, const LadderSet& ladders) {
  for (const Signal& signal : store.signals()) reports.add(signal);
  std::map<std::string, std::vector<DossierEvent>> by_dossier;
  for (DossierEvent& event : events) by_dossier[event.dossier].push_back(std::move(event));
  for (const auto& [id, own] : by_dossier) reports.add(fold(own, ladders), own);
  store.each_pupil([&](const PupilFacts& facts) { reports.add(facts); });
}

/// Under which name the store keeps what was printed: the same people, and a period that began on the same
/// day.
std::string memory_key(const Report& report, std::string_view kind) {
  return fmt::format("{}/{}/{}/{}", kind, static_cast<int>(report.head.scope), report.code,
                     to_string(report.head.period.from));
}

/// Under which name the `n`th report is kept that may be out already, of a run that has not ended well yet.
std::string going_out(const std::string& key, int n) { return fmt::format("{}/going-out/{}", key, n); }

/// Makes the reports one after another, so that only one is held at a time. What goes out is noted before its
/// first byte is written, and noted as printed when all of it is out. So a run that is cut off leaves no
/// numbers in the world that the next report is not held against, and forgets none that were printed before.
class Press {
 public:
  Press(const ReportRequest& request, Store& store, ReportFormat format)
      : request_(request), store_(store), format_(format) {}
  void print(Report report) {
    // The report and the yearly statement tell of the same people, so each is held against both.
    std::vector<std::string> earlier;
    for (const char* kind : {"report", "telling"})
      if (std::string known = store_.printed(memory_key(report, kind)); !known.empty())
        earlier.push_back(std::move(known));
    const std::string key = memory_key(report, report.kind);
    const int cut_off = add_cut_off(report, earlier);
    std::string numbers = pass_gate(report, earlier);
    if (!numbers.empty()) store_.keep_printed(going_out(key, cut_off), numbers);
    put_files(request_, write_report(report, format_, request_.document));
    entries_.push_back({report.code, report.name, report.kind});
    if (!numbers.empty()) kept_.push_back({key, std::move(numbers), cut_off});
  }
  void print_index(const ReportHead& head) {
    put_files(request_, {write_report_index(entries_, head, format_, request_.document)});
  }
  /// Remembers what went out; to be called when all of it did.
  void keep() {
    if (kept_.empty()) return;
    store_.together([&] {
      for (const Kept& one : kept_) {
        store_.keep_printed(one.key, one.numbers);
        for (int n = 0; n <= one.going_out; ++n) store_.keep_printed(going_out(one.key, n), {});
      }
    });
  }
  std::size_t printed() const { return entries_.size(); }

 private:
  struct Kept {
    std::string key, numbers;
    int going_out = 0;
  };

  /// Adds what runs that were cut off may have printed; gives how many of them made this kind of report.
  int add_cut_off(const Report& report, std::vector<std::string>& earlier) {
    int own = 0;
    for (const char* kind : {"report", "telling"})
      for (int n = 0;; ++n) {
        std::string known = store_.printed(going_out(memory_key(report, kind), n));
        if (known.empty()) break;
        earlier.push_back(std::move(known));
        if (report.kind == kind) own = n + 1;
      }
    return own;
  }

  const ReportRequest& request_;
  Store& store_;
  ReportFormat format_;
  std::vector<ReportEntry> entries_;
  std::vector<Kept> kept_;
};

ReportFormat format_of(const ReportRequest& request, bool all) {
  const bool folder = !request.options.out.empty();
  const ReportFormat format = request.format.value_or(folder ? ReportFormat::html : ReportFormat::md);
  if (all && !folder) misuse("one file for each needs a folder; name it with --out");
  if (format == ReportFormat::csv && !folder)
    misuse("CSV is one file for each table and needs a folder; name it with --out");
  return format;
}

}  // namespace

int report_figures(const ReportRequest& request) {
  const ReportScope scope = scope_of(request.options);
  check_options(request.options, scope);
  const Period period = read_period(request.options.period, request.on);
  const std::string code = asked(request, scope, period.until);
  const ReportFormat format = format_of(request, code.empty());
  const Rulebook rules = load_rulebook(request.global, {}, {});
  const LadderSet ladders = load_ladders(request.global, {});
  Store store = open_for_report(request);
  expect_holder(request.global, store);
  const Calendar calendar(Reference::shipped(), store.schools(), store.calendar());
  const Timetables timetables = store.timetables();
  const Setting setting{&Law::shipped(), &Reference::shipped(), &calendar, &timetables,
                        &store.school_names()};
  std::vector<DossierEvent> events = events_until(store, request.on);
  ReportHead head = head_of(request, store, rules, period);
  head.has_dossiers = !events.empty();
  Reports reports(setting, rules, head, code);
  count(reports, store, std::move(events), ladders);
  const bool telling = request.options.what == "telling";
  const auto made = [&](const std::string& of) { return telling ? reports.telling(of) : reports.report(of); };
  Press press(request, store, format);
  if (code.empty()) {
    for (const std::string& each : reports.codes()) press.print(made(each));
    press.print_index(head);
  } else {
    press.print(made(code));
  }
  press.keep();
  if (request.global.verbose) say(fmt::format("verzuim report: {} reports", press.printed()));
  return 0;
}
