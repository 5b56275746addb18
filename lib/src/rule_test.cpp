// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rule_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "verzuim/signal.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::string_view invented_school = "99XA";
constexpr std::string_view invented_group = "test";

/// Reads the small lines of a test.
class Lines {
 public:
  explicit Lines(const RuleTest& test) : test_(test) {}

  [[noreturn]] void refuse(const std::string& line, const std::string& why) const {
    throw Error(ErrorCode::config, fmt::format("test \"{}\": `{}`: {}", test_.name, line, why), test_.place);
  }

  Date date(const std::string& line, std::string_view text) const {
    const auto parsed = parse_date(text);
    if (!parsed) refuse(line, "no date where one is needed (YYYY-MM-DD)");
    return *parsed;
  }

  /// `DATE`, `DATE..DATE` or `DATE..`.
  std::pair<Date, Date> range(const std::string& line, std::string_view text, Date open) const {
    const auto dots = text.find("..");
    if (dots == std::string_view::npos) return {date(line, text), open};
    const std::string_view end = text.substr(dots + 2);
    return {date(line, text.substr(0, dots)), end.empty() ? open_end : date(line, end)};
  }

  /// `3` or `1-4`.
  std::pair<int, int> numbers(const std::string& line, std::string_view text) const {
    const auto dash = text.find('-');
    const auto from = parse_count(text.substr(0, dash));
    const auto to = dash == std::string_view::npos ? from : parse_count(text.substr(dash + 1));
    if (!from || !to || *from < 1 || *to < *from)
      refuse(line, "no number or range such as 1-4 where one is needed");
    return {*from, *to};
  }

 private:
  const RuleTest& test_;
};

/// Everything a test stands for, kept alive while the engine looks at it.
class Scene {
 public:
  Scene(const RuleTest& test, const Rulebook& rulebook);
  std::vector<Signal> signals, undecided;

 private:
  void enrol(const RuleTest& test, const Lines& lines);
  void lay_timetable(const RuleTest& test, const Lines& lines);
  void add_days(const std::string& line, const RuleTest& test, const Lines& lines, const SchoolDays& open);
  void add_record(const std::string& line, Date date, const std::vector<std::string>& words,
                  const RuleTest& test, const Lines& lines);
  void see(Date date) { last_ = std::max(last_, date); }

  PupilFacts facts_;
  Timetables timetables_;
  std::vector<std::string> schools_{std::string(invented_school)};
  Date last_{};
};

Scene::Scene(const RuleTest& test, const Rulebook& rulebook) {
  const Lines lines(test);
  std::vector<OwnDaysOff> own;
  for (const std::string& line : test.calendar) {
    const auto [from, until] = lines.range(line, line, lines.date(line, line.substr(0, 10)));
    own.push_back({std::string(invented_school), from, until, "test"});
  }
  const Calendar calendar(Reference::shipped(),
                          {{std::string(invented_school), "test", "0014", test.region, ""}}, own);
  enrol(test, lines);
  lay_timetable(test, lines);
  for (const std::string& line : test.days) add_days(line, test, lines, *calendar.of(invented_school));
  for (const std::string& line : test.concerns) {
    const auto words = split(line, ' ');
    if (words.size() != 3) lines.refuse(line, "a concern is written DATE ROLE THEME");
    facts_.concerns.push_back({lines.date(line, words[0]), words[1], words[2]});
    see(facts_.concerns.back().on);
  }
  const auto by_date = [](const auto& a, const auto& b) { return a.date < b.date; };
  std::stable_sort(facts_.absences.begin(), facts_.absences.end(), by_date);
  Setting setting{&Law::shipped(), &Reference::shipped(), &calendar, &timetables_, &schools_};
  Engine(rulebook, setting).evaluate(facts_, test.on.value_or(last_), signals, undecided);
  std::sort(signals.begin(), signals.end(), before);
}

void Scene::enrol(const RuleTest& test, const Lines& lines) {
  facts_.pupil = "test";
  const auto sector = parse_sector(test.sector);
  if (!sector) lines.refuse(test.sector, "no sector");
  for (const std::string& line : test.enrolments) {
    Enrolment e;
    e.school = invented_school;
    e.sector = *sector;
    std::tie(e.from, e.until) = lines.range(line, line, open_end);
    e.weekly_minutes = test.weekly_minutes;
    e.gemeente = "0014";
    e.group = test.group.empty() ? invented_group : test.group;
    e.level = test.level;
    e.birth_date = test.born;
    facts_.enrolments.push_back(std::move(e));
  }
  for (const std::string& line : test.diplomas) {
    const auto words = split(line, ' ');
    if (words.size() != 2) lines.refuse(line, "a diploma is written DATE NAME");
    facts_.diplomas.push_back({lines.date(line, words[0]), words[1]});
  }
  for (const std::string& line : test.exemptions) {
    const auto words = split(line, ' ');
    if (words.size() != 2) lines.refuse(line, "an exemption is written FROM..UNTIL ARTICLE");
    const auto [from, until] = lines.range(line, words[0], open_end);
    facts_.exemptions.push_back({from, until, words[1]});
  }
}

/// A later line takes the place of an earlier one for the lessons it names.
void Scene::lay_timetable(const RuleTest& test, const Lines& lines) {
  std::map<std::pair<int, int>, TimetableRow> rows;
  for (const std::string& line : test.timetable) {
    const auto words = split(line, ' ');
    if (words.size() < 3 || words.size() > 4)
      lines.refuse(line, "a timetable line is written WEEKDAYS LESSONS MINUTES [SUBJECT]");
    const auto days = lines.numbers(line, words[0]), lessons = lines.numbers(line, words[1]);
    const int minutes = lines.numbers(line, words[2]).first;
    for (int day = days.first; day <= days.second; ++day)
      for (int lesson = lessons.first; lesson <= lessons.second; ++lesson)
        rows[{day, lesson}] = {facts_.enrolments.front().group,
                               make_date(2000, 1, 1),
                               open_end,
                               day,
                               lesson,
                               words.size() > 3 ? words[3] : "",
                               minutes};
  }
  for (const auto& [place, row] : rows) timetables_.add(row);
  timetables_.finish();
}

void Scene::add_days(const std::string& line, const RuleTest& test, const Lines& lines,
                     const SchoolDays& open) {
  const auto words = split(line, ' ');
  if (words.size() < 2)
    lines.refuse(line, "a day is written DATE KIND [LESSONS] [MINUTESm] [mark=M] [subject=S]");
  const auto [from, until] = lines.range(line, words[0], lines.date(line, words[0].substr(0, 10)));
  const bool range = words[0].size() > 10;
  for (Date date = from; date <= until; date = date + 1)
    if (!range || open.is_school_day(date)) add_record(line, date, words, test, lines);
}

void Scene::add_record(const std::string& line, Date date, const std::vector<std::string>& words,
                       const RuleTest& test, const Lines& lines) {
  Absence record;
  record.date = date;
  const auto kind = parse_kind(words[1]);
  if (!kind) lines.refuse(line, "no kind of absence");
  record.kind = *kind;
  std::pair<int, int> lessons{0, 0};
  for (std::size_t i = 2; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word.starts_with("mark=")) {
      const auto mark = parse_mark(word.substr(5));
      if (!mark) lines.refuse(line, "no mark");
      record.mark = *mark;
    } else if (word.ends_with("m") && parse_count(word.substr(0, word.size() - 1))) {
      record.minutes = static_cast<std::int16_t>(*parse_count(word.substr(0, word.size() - 1)));
    } else if (!word.starts_with(
                   "subject=")) {  // the subject is the timetable's; the word only helps the reader
      lessons = lines.numbers(line, word);
    }
  }
  if (record.minutes < 0 && lessons.first > 0)
    record.minutes = static_cast<std::int16_t>(test.lesson_minutes);
  for (int lesson = lessons.first; lesson <= lessons.second; ++lesson) {
    record.lesson = static_cast<std::int16_t>(lesson);
    facts_.absences.push_back(record);
  }
  see(date);
}

std::string dates_text(const std::vector<Date>& dates) {
  std::vector<std::string> texts;
  for (Date date : dates) texts.push_back(to_string(date));
  return texts.empty() ? "nothing" : join(texts, ", ");
}

}  // namespace

RuleTestOutcome run_rule_test(const Rulebook& rulebook, const RuleTest& test) {
  if (rulebook.find(test.rule) == nullptr)
    throw Error(
        ErrorCode::config,
        fmt::format("test \"{}\" is of the rule `{}`, which is not in this set", test.name, test.rule),
        test.place);
  const Scene scene(test, rulebook);
  std::vector<Date> fired;
  std::vector<std::string> counts;
  for (const Signal& s : scene.signals) {
    if (s.rule != test.rule) continue;
    fired.push_back(*s.reached_on);
    counts.push_back(s.count);
  }
  const bool undecided = std::any_of(scene.undecided.begin(), scene.undecided.end(),
                                     [&](const Signal& s) { return s.rule == test.rule; });
  RuleTestOutcome outcome{&test, {}};
  if (fired != test.fires)
    outcome.message =
        fmt::format("it should fire on {}, but fires on {}", dates_text(test.fires), dates_text(fired));
  else if (!test.counts.empty() && counts != test.counts)
    outcome.message =
        fmt::format("it should count {}, but counts {}", join(test.counts, ", "), join(counts, ", "));
  else if (test.undecided != undecided && (test.undecided || test.fires.empty()))
    outcome.message = test.undecided ? "it should be undecided, but is not"
                                     : "it is undecided, which the test does not expect";
  return outcome;
}

std::vector<RuleTestOutcome> run_rule_tests(const Rulebook& rulebook) {
  std::vector<RuleTestOutcome> outcomes;
  for (const RuleTest& test : rulebook.tests()) outcomes.push_back(run_rule_test(rulebook, test));
  return outcomes;
}

}  // namespace verzuim
