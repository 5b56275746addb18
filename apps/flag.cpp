// SPDX-License-Identifier: EUPL-1.2
// verzuim flag: evaluates the rules over the store or over files and writes signals.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "cli.hpp"
#include "io.hpp"
#include "verzuim/canonical.hpp"
#include "verzuim/error.hpp"
#include "verzuim/receipt.hpp"
#include "verzuim/signal.hpp"
#include "verzuim/store.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

constexpr std::size_t shown_rejects = 10;

/// Refused rows of files: the first are shown, all are counted.
class Refusals {
 public:
  void add(const Reject& reject) {
    if (++count_ <= shown_rejects) say("verzuim flag: " + Error(ErrorCode::data, reject.reason, reject.place).text());
  }
  void finish() const {
    if (count_ > shown_rejects) say(fmt::format("verzuim flag: {} more rows were refused", count_ - shown_rejects));
  }
  bool any() const { return count_ > 0; }
  bool gemeente = false;  ///< the holder: may not hold sick or authorised absence

 private:
  std::size_t count_ = 0;
};

/// One absences file on its way through, with its current row copied out.
class AbsenceStream {
 public:
  AbsenceStream(const std::string& path, std::map<std::string, std::int32_t, std::less<>>& numbers, std::vector<std::string>& schools, Refusals& refusals)
      : input_(open_input(path)), name_(shown_name(path)), reader_(*input_, name_, Reference::shipped()), numbers_(numbers), schools_(schools), refusals_(refusals) {}

  CanonicalReader& reader() { return reader_; }
  const std::string& name() const { return name_; }
  bool done() const { return done_; }
  const std::string& pupil() const { return pupil_; }
  const Absence& absence() const { return absence_; }

  void next() {
    while (reader_.next()) {
      if (reader_.fault()) {
        refusals_.add(*reader_.fault());
        continue;
      }
      const auto& row = std::get<AbsenceRow>(reader_.row());
      if (row.pupil < pupil_ || (row.pupil == pupil_ && row.absence.date < absence_.date))
        throw Error(ErrorCode::data, "the rows are not sorted by pupil and date; sort them first: verzuim ingest --to csv FILE", {name_, reader_.line(), 0});
      pupil_ = row.pupil;
      absence_ = row.absence;
      if (refusals_.gemeente && (absence_.kind == Kind::sick || absence_.kind == Kind::authorised)) {
        refusals_.add({{name_, reader_.line(), 0}, "holder", "", "a gemeente may not hold sick or authorised absence; leave these rows out"});
        continue;
      }
      absence_.school = number_of(row.school);
      absence_.line = reader_.line();
      return;
    }
    done_ = true;
  }

 private:
  std::int32_t number_of(std::string_view school) {
    if (const auto found = numbers_.find(school); found != numbers_.end()) return found->second;
    const auto number = static_cast<std::int32_t>(schools_.size());
    schools_.emplace_back(school);
    numbers_.emplace(school, number);
    return number;
  }

  std::unique_ptr<std::istream> input_;
  std::string name_;
  CanonicalReader reader_;
  std::map<std::string, std::int32_t, std::less<>>& numbers_;
  std::vector<std::string>& schools_;
  Refusals& refusals_;
  std::string pupil_;
  Absence absence_;
  bool done_ = false;
};

/// The facts of files: all but the absences in memory, those as streams.
class Files {
 public:
  Files(const std::vector<std::string>& paths, Refusals& refusals);
  /// Calls `each` for every pupil in order of id.
  void each_pupil(const std::function<void(const PupilFacts&)>& each);
  const std::vector<std::string>& schools() const { return schools_; }
  std::unique_ptr<Calendar> calendar() { return std::make_unique<Calendar>(Reference::shipped(), std::move(school_rows_), std::move(days_off_)); }
  const Timetables& timetables() const { return timetables_; }
  bool has_pupils() const { return has_pupils_; }

 private:
  void take(const Row& row);
  PupilFacts& pupil(const std::string& id) {
    PupilFacts& facts = pupils_[id];
    facts.pupil = id;
    return facts;
  }
  void take_absences(PupilFacts& facts);
  void drop_conflicts(PupilFacts& facts);

  Refusals& refusals_;
  bool has_pupils_ = false;
  std::map<std::string, PupilFacts, std::less<>> pupils_;
  std::vector<School> school_rows_;
  std::vector<OwnDaysOff> days_off_;
  Timetables timetables_;
  std::map<std::string, std::int32_t, std::less<>> school_numbers_;
  std::vector<std::string> schools_;
  std::vector<std::unique_ptr<AbsenceStream>> absences_;
};

Files::Files(const std::vector<std::string>& paths, Refusals& refusals) : refusals_(refusals) {
  for (const std::string& path : paths) {
    auto stream = std::make_unique<AbsenceStream>(path, school_numbers_, schools_, refusals);
    CanonicalReader& reader = stream->reader();
    if (reader.kind() == FileKind::absences) {
      stream->next();
      absences_.push_back(std::move(stream));
      continue;
    }
    has_pupils_ = has_pupils_ || reader.kind() == FileKind::pupils;
    while (reader.next()) {
      if (reader.fault()) refusals_.add(*reader.fault());
      else take(reader.row());
    }
  }
  timetables_.finish();
}

void Files::take(const Row& row) {
  if (const auto* p = std::get_if<PupilRow>(&row)) pupil(p->pupil).enrolments.push_back(p->enrolment);
  if (const auto* d = std::get_if<DiplomaRow>(&row)) pupil(d->pupil).diplomas.push_back(d->diploma);
  if (const auto* e = std::get_if<ExemptionRow>(&row)) pupil(e->pupil).exemptions.push_back(e->exemption);
  if (const auto* c = std::get_if<ConcernRow>(&row)) pupil(c->pupil).concerns.push_back(c->concern);
  if (const auto* t = std::get_if<TimetableRow>(&row)) timetables_.add(*t);
  if (const auto* s = std::get_if<School>(&row)) school_rows_.push_back(*s);
  if (const auto* o = std::get_if<OwnDaysOff>(&row)) days_off_.push_back(*o);
}

void Files::each_pupil(const std::function<void(const PupilFacts&)>& each) {
  auto known = pupils_.begin();
  for (;;) {
    // The next pupil is the first of those with facts in memory and those at the head of a stream.
    const std::string* least = known != pupils_.end() ? &known->first : nullptr;
    for (const auto& stream : absences_)
      if (!stream->done() && (least == nullptr || stream->pupil() < *least)) least = &stream->pupil();
    if (least == nullptr) return;
    PupilFacts facts;
    facts.pupil = *least;
    if (known != pupils_.end() && known->first == facts.pupil) {
      facts = std::move(known->second);
      ++known;
    }
    take_absences(facts);
    const auto by_start = [](const Enrolment& a, const Enrolment& b) { return a.from < b.from; };
    std::stable_sort(facts.enrolments.begin(), facts.enrolments.end(), by_start);
    std::stable_sort(facts.concerns.begin(), facts.concerns.end(), [](const Concern& a, const Concern& b) { return a.on < b.on; });
    each(facts);
  }
}

void Files::take_absences(PupilFacts& facts) {
  for (const auto& stream : absences_)
    for (; !stream->done() && stream->pupil() == facts.pupil; stream->next()) facts.absences.push_back(stream->absence());
  const auto by_key = [](const Absence& a, const Absence& b) { return std::tuple(a.date, a.lesson, a.school) < std::tuple(b.date, b.lesson, b.school); };
  std::stable_sort(facts.absences.begin(), facts.absences.end(), by_key);
  drop_conflicts(facts);
}

/// The same key twice: equal rows are one, different ones are both refused.
void Files::drop_conflicts(PupilFacts& facts) {
  auto& all = facts.absences;
  const auto same_key = [](const Absence& a, const Absence& b) { return a.date == b.date && a.lesson == b.lesson && a.school == b.school; };
  const auto same = [](const Absence& a, const Absence& b) { return a.minutes == b.minutes && a.kind == b.kind && a.mark == b.mark; };
  std::vector<Absence> kept;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i + 1;
    bool conflict = false;
    for (; end < all.size() && same_key(all[i], all[end]); ++end) conflict = conflict || !same(all[i], all[end]);
    if (!conflict) kept.push_back(all[i]);
    else
      for (std::size_t k = i; k < end; ++k)
        refusals_.add({{absences_.front()->name(), all[k].line, 0}, "conflict", "",
                       fmt::format("the same pupil, school, date and lesson stands on line {} with other values; keep one", all[k == i ? i + 1 : i].line)});
    i = end;
  }
  all = std::move(kept);
}

/// Writes signals pupil by pupil, undecided ones at the end.
class Output {
 public:
  explicit Output(bool all) : all_(all) { text_ = signals_header(); }
  void write(const Signal& signal) {
    ++written_;
    write_signal(text_, signal);
    if (text_.size() > 65536) flush();
  }
  void finish(std::vector<Signal>& undecided) {
    std::sort(undecided.begin(), undecided.end(), before);
    if (all_)
      for (const Signal& signal : undecided) write(signal);
    flush();
  }
  std::size_t written() const { return written_; }

 private:
  void flush() {
    print(text_);
    text_.clear();
  }
  bool all_;
  std::string text_;
  std::size_t written_ = 0;
};

/// What a whole school lacks silences its rules, so it is said even where nobody asked for undecided verdicts.
void warn(const Global& global, const std::vector<Signal>& undecided) {
  if (global.quiet) return;
  std::map<std::string, std::set<std::string>> schools;
  for (const Signal& row : undecided)
    if (row.reason == "missing=region" || row.reason == "missing=calendar") schools[row.reason.substr(8)].insert(row.school);
  for (const auto& [what, names] : schools)
    say(fmt::format("verzuim flag: nothing can be decided for {}: its {} is not known; {} (verzuim flag --all lists it)", join({names.begin(), names.end()}, ", "), what,
                    what == "region" ? "take in a schools file with the region" : "the shipped school holidays do not reach that far"));
}

int flag_files(const Global& global, const FlagOptions& options, const Rulebook& rules, Date on) {
  Refusals refusals;
  refusals.gemeente = global.config.holder_kind == "gemeente";
  Files files(options.from, refusals);
  if (!files.has_pupils()) throw Error(ErrorCode::usage, "--from needs a pupils file too: without enrolments nothing counts");
  const auto calendar = files.calendar();
  Engine engine(rules, {&Law::shipped(), &Reference::shipped(), calendar.get(), &files.timetables(), &files.schools()});
  Output output(options.all);
  std::vector<Signal> undecided;
  files.each_pupil([&](const PupilFacts& facts) {
    std::vector<Signal> signals;
    engine.evaluate(facts, on, signals, undecided);
    std::sort(signals.begin(), signals.end(), before);
    for (const Signal& signal : signals) output.write(signal);
  });
  output.finish(undecided);
  refusals.finish();
  warn(global, undecided);
  if (refusals.any()) return 1;
  return options.exit_code && output.written() > 0 ? 2 : 0;
}

/// A moment for --known-at: a date means its end.
KnownAt known_at(const std::string& text) {
  if (text.empty()) return {};
  if (parse_date(text)) return {text + "T23:59:59Z"};
  if (text.size() == 20 && parse_date(text.substr(0, 10)) && text[10] == 'T' && text[19] == 'Z') return {text};
  throw Error(ErrorCode::usage, "--known-at: `" + text + "` is no moment; write 2026-11-22 or 2026-11-22T08:00:00Z");
}

/// What changed since the last run, or nothing when everyone must be looked at again.
std::optional<std::vector<std::string>> whom(Store& store, const FlagOptions& options, const std::string& fingerprint, Date on) {
  const auto last = store.last_run();
  if (options.all || !options.known_at.empty() || !last || last->rules_hash != fingerprint || on < last->on) return std::nullopt;
  return store.touched_since(last->last_batch, last->on, on);
}

/// One evaluation of the store: who is looked at, what is found, what is shown.
struct Look {
  std::optional<std::vector<std::string>> pupils;  ///< nothing: everyone
  std::vector<Signal> found, undecided;

  const std::vector<std::string>* whom() const { return pupils ? &*pupils : nullptr; }
};

void evaluate(Store& store, const Rulebook& rules, const KnownAt& at, Date on, Look& look) {
  const Calendar calendar(Reference::shipped(), store.schools(at), store.calendar(at));
  const Timetables timetables = store.timetables(at);
  Engine engine(rules, {&Law::shipped(), &Reference::shipped(), &calendar, &timetables, &store.school_names()});
  store.each_pupil([&](const PupilFacts& facts) { engine.evaluate(facts, on, look.found, look.undecided); }, look.whom(), at);
  std::sort(look.found.begin(), look.found.end(), before);
}

std::size_t show(Store& store, const FlagOptions& options, Look& look) {
  std::vector<Signal> shown = look.found;
  if (options.all && options.known_at.empty())
    for (Signal& signal : store.signals())
      if (signal.status == Status::withdrawn) shown.push_back(std::move(signal));
  std::sort(shown.begin(), shown.end(), before);
  Output output(options.all);
  for (const Signal& signal : shown)
    if (options.all || signal.status == Status::new_) output.write(signal);
  output.finish(look.undecided);
  finish_output();
  return output.written();
}

int flag_store(const Global& global, const FlagOptions& options, const Rulebook& rules, Date on) {
  Look look;
  if (options.receipts) look.pupils = pupils_of_receipts(read_file("-"), "standard input");
  Store store(global.store, false);
  expect_holder(global, store);
  const KnownAt at = known_at(options.known_at);
  std::size_t written = 0;
  const auto work = [&] {
    const Run run{on, rules.hash(), store.last_batch(), options.receipts};
    if (!options.receipts) look.pupils = whom(store, options, run.rules_hash, on);
    evaluate(store, rules, at, on, look);
    if (options.known_at.empty()) store.settle(look.found, look.whom(), run, now_utc());
    written = show(store, options, look);
  };
  // Written before it is committed, so that a signal that could not be written is new again next time. What was known
  // in the past is a question, not news: it changes nothing in the store.
  if (options.known_at.empty()) store.together(work);
  else work();
  warn(global, look.undecided);
  if (global.verbose) say(fmt::format("verzuim flag: {} pupils looked at, {} signals stand, {} written", look.pupils ? std::to_string(look.pupils->size()) : "all", look.found.size(), written));
  return options.exit_code && written > 0 ? 2 : 0;
}

}  // namespace

int run_flag(const Global& global, const FlagOptions& options) {
  const Date on = date_option(options.on, "--on");
  if (!options.from.empty() && (options.receipts || !options.known_at.empty() || options.fresh))
    throw Error(ErrorCode::usage, "--from works without a store, so it cannot stand with -, --new or --known-at");
  const Rulebook rules = load_rulebook(global, options.rules, options.only_rules);
  return options.from.empty() ? flag_store(global, options, rules, on) : flag_files(global, options, rules, on);
}
