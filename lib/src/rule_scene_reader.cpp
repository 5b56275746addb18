// SPDX-License-Identifier: EUPL-1.2
// Reads the small lines of a test into a scene.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "rule_scene.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::string_view invented_group = "test";

}  // namespace

/// Reads the small lines of a test into a scene.
class SceneReader {
 public:
  explicit SceneReader(RuleScene& scene) : scene_(scene), test_(scene.test()) {}
  void read(SceneCalendars& calendars);

 private:
  [[noreturn]] void refuse(const std::string& line, const std::string& why) const {
    throw Error(ErrorCode::config, fmt::format("test \"{}\": `{}`: {}", test_.name, line, why), test_.place);
  }
  Date date(const std::string& line, std::string_view text) const;
  std::pair<Date, Date> range(const std::string& line, std::string_view text, Date open) const;
  std::pair<int, int> numbers(const std::string& line, std::string_view text) const;
  std::int32_t school(const std::string& line, const std::string& text);
  void enrol();
  void lay_timetable();
  void add_days(const std::string& line);
  void add_record(const std::string& line, Date date, const std::vector<std::string>& words);
  void read_word(const std::string& line, const std::string& word, Absence& record,
                 std::pair<int, int>& lessons);
  void see(Date date) { scene_.last_ = std::max(scene_.last_, date); }

  RuleScene& scene_;
  const RuleTest& test_;
};

Date SceneReader::date(const std::string& line, std::string_view text) const {
  const auto parsed = parse_date(text);
  if (!parsed) refuse(line, "no date where one is needed (YYYY-MM-DD)");
  return *parsed;
}

/// `DATE`, `DATE..DATE` or `DATE..`.
std::pair<Date, Date> SceneReader::range(const std::string& line, std::string_view text, Date open) const {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return {date(line, text), open};
  const std::string_view end = text.substr(dots + 2);
  return {date(line, text.substr(0, dots)), end.empty() ? open_end : date(line, end)};
}

/// `3` or `1-4`.
std::pair<int, int> SceneReader::numbers(const std::string& line, std::string_view text) const {
  const auto dash = text.find('-');
  const auto from = parse_count(text.substr(0, dash));
  const auto to = dash == std::string_view::npos ? from : parse_count(text.substr(dash + 1));
  if (!from || !to || *from < 1 || *to < *from)
    refuse(line, "no number or range such as 1-4 where one is needed");
  return {*from, *to};
}

std::int32_t SceneReader::school(const std::string& line, const std::string& text) {
  if (!is_brin(text)) refuse(line, "no BRIN such as 99XB where a school is needed");
  auto& schools = scene_.schools_;
  const auto at = std::find(schools.begin(), schools.end(), text);
  if (at == schools.end()) schools.push_back(text);
  return static_cast<std::int32_t>(std::find(schools.begin(), schools.end(), text) - schools.begin());
}

void SceneReader::read(SceneCalendars& calendars) {
  school(test_.school, test_.school);
  enrol();
  std::vector<OwnDaysOff> own;
  for (const std::string& line : test_.calendar) {
    const auto [from, until] = range(line, line, date(line, line.substr(0, 10)));
    for (const std::string& school : scene_.schools_) own.push_back({school, from, until, "test"});
  }
  scene_.calendar_ = &calendars.of(scene_.schools_, test_.region, own);
  lay_timetable();
  for (const std::string& line : test_.days) add_days(line);
  for (const std::string& line : test_.concerns) {
    const auto words = split(line, ' ');
    if (words.size() != 3) refuse(line, "a concern is written DATE ROLE THEME");
    scene_.facts_.concerns.push_back({date(line, words[0]), words[1], words[2]});
    see(scene_.facts_.concerns.back().on);
  }
  std::stable_sort(scene_.facts_.absences.begin(), scene_.facts_.absences.end(),
                   [](const Absence& a, const Absence& b) { return a.date < b.date; });
  std::stable_sort(scene_.facts_.concerns.begin(), scene_.facts_.concerns.end(),
                   [](const Concern& a, const Concern& b) { return a.on < b.on; });
}

void SceneReader::enrol() {
  PupilFacts& facts = scene_.facts_;
  facts.pupil = "test";
  const auto sector = parse_sector(test_.sector);
  if (!sector) refuse(test_.sector, "no sector; write po, so, vo, vso, mbo or vavo");
  for (const std::string& line : test_.enrolments) {
    const auto words = split(line, ' ');
    if (words.empty() || words.size() > 2) refuse(line, "an enrolment is written FROM..[UNTIL] [SCHOOL]");
    Enrolment e;
    e.school = words.size() > 1 ? words[1] : test_.school;
    school(line, e.school);
    e.sector = *sector;
    std::tie(e.from, e.until) = range(line, words[0], open_end);
    e.weekly_minutes = test_.weekly_minutes;
    e.gemeente = invented_gemeente;
    e.group = test_.group.empty() ? invented_group : test_.group;
    e.level = test_.level;
    e.birth_date = test_.born;
    facts.enrolments.push_back(std::move(e));
  }
  if (facts.enrolments.empty()) refuse("enrolments", "a pupil needs one");
  for (const std::string& line : test_.diplomas) {
    const auto words = split(line, ' ');
    if (words.size() != 2) refuse(line, "a diploma is written DATE NAME");
    facts.diplomas.push_back({date(line, words[0]), words[1]});
  }
  for (const std::string& line : test_.exemptions) {
    const auto words = split(line, ' ');
    if (words.size() != 2) refuse(line, "an exemption is written FROM..UNTIL ARTICLE");
    const auto [from, until] = range(line, words[0], open_end);
    facts.exemptions.push_back({from, until, words[1]});
  }
}

/// A later line takes the place of an earlier one for the lessons it names.
void SceneReader::lay_timetable() {
  std::map<std::pair<int, int>, TimetableRow> rows;
  for (const std::string& line : test_.timetable) {
    const auto words = split(line, ' ');
    if (words.size() < 3 || words.size() > 4)
      refuse(line, "a timetable line is written WEEKDAYS LESSONS MINUTES [SUBJECT]");
    const auto days = numbers(line, words[0]), lessons = numbers(line, words[1]);
    const int minutes = numbers(line, words[2]).first;
    for (int day = days.first; day <= days.second; ++day)
      for (int lesson = lessons.first; lesson <= lessons.second; ++lesson)
        rows[{day, lesson}] = {scene_.facts_.enrolments.front().group,
                               make_date(2000, 1, 1),
                               open_end,
                               day,
                               lesson,
                               words.size() > 3 ? words[3] : "",
                               minutes};
  }
  for (const auto& [place, row] : rows) scene_.timetables_.add(row);
  scene_.timetables_.finish();
}

void SceneReader::add_days(const std::string& line) {
  const auto words = split(line, ' ');
  if (words.size() < 2)
    refuse(line, "a day is written DATE KIND [LESSONS] [MINUTESm] [mark=M] [subject=S] [school=BRIN]");
  const SchoolDays& open = *scene_.calendar_->of(test_.school);
  const auto [from, until] = range(line, words[0], date(line, words[0].substr(0, 10)));
  const bool range = words[0].size() > 10;
  for (Date date = from; date <= until; date = date + 1)
    if (!range || open.is_school_day(date)) add_record(line, date, words);
}

void SceneReader::read_word(const std::string& line, const std::string& word, Absence& record,
                            std::pair<int, int>& lessons) {
  if (word.starts_with("mark=")) {
    const auto mark = parse_mark(word.substr(5));
    if (!mark) refuse(line, "no mark; verzuim-formats(5) lists them");
    record.mark = *mark;
  } else if (word.starts_with("school=")) {
    const std::size_t known = scene_.schools_.size();
    record.school = school(line, word.substr(7));
    if (scene_.schools_.size() > known)
      refuse(line, "the pupil is not enrolled at this school; name it under `enrolments`");
  } else if (word.ends_with("m") && parse_count(word.substr(0, word.size() - 1))) {
    record.minutes = static_cast<std::int16_t>(*parse_count(word.substr(0, word.size() - 1)));
  } else if (!word.starts_with("subject=")) {
    // The subject is the timetable's; the word only helps the reader.
    lessons = numbers(line, word);
  }
}

void SceneReader::add_record(const std::string& line, Date date, const std::vector<std::string>& words) {
  Absence record;
  record.date = date;
  const auto kind = parse_kind(words[1]);
  if (!kind) refuse(line, "no kind of absence; write such as unauthorised or late");
  record.kind = *kind;
  std::pair<int, int> lessons{0, 0};
  for (std::size_t i = 2; i < words.size(); ++i) read_word(line, words[i], record, lessons);
  if (record.minutes < 0 && lessons.first > 0)
    record.minutes = static_cast<std::int16_t>(test_.lesson_minutes);
  for (int lesson = lessons.first; lesson <= lessons.second; ++lesson) {
    record.lesson = static_cast<std::int16_t>(lesson);
    scene_.facts_.absences.push_back(record);
  }
  see(date);
}

RuleScene::RuleScene(const RuleTest& test, SceneCalendars& calendars) : test_(test) {
  SceneReader(*this).read(calendars);
}

}  // namespace verzuim
