// SPDX-License-Identifier: EUPL-1.2
// An attack on whole reports: all tables of a printed report side by side, and with the one of a week before.
#include <doctest/doctest.h>

#include <map>
#include <random>

#include "report_world.hpp"
#include "small_counts_attack.hpp"

using namespace verzuim;

namespace {

/// A reader who knows how reports are made: which numbers are one number, and what adds up to what.
class Reader {
 public:
  CountSystem system;
  std::vector<std::string> names;

  /// What follows from what was read, by name.
  std::string recovered() const {
    std::string text;
    for (const std::size_t n : LinearAttack(system).recovered())
      text += names[n] + "=" + std::to_string(system.numbers[n].value) + "\n";
    return text;
  }

  /// Takes in a printed report; `made` is the same before the gate, of which only the keys are looked at, and
  /// the values where the report prints none (the attack wants to know whether it is right).
  void read(const Report& printed, const Report& made) {
    std::map<std::string, std::vector<std::size_t>> by_sector;
    here_.clear();
    for (std::size_t t = 0; t < printed.tables.size(); ++t) {
      if (!printed.tables[t].known) continue;
      read_table(printed.tables[t], made.tables[t]);
    }
    for (const auto& [name, place] : here_) {
      const auto at = name.find("/at:"), cut = name.rfind('/');
      if (at != std::string::npos && cut != at)
        by_sector[name.substr(0, at) + name.substr(cut)].push_back(place);
    }
    for (auto& [total, parts] : by_sector)
      if (here_.contains(total)) system.sums.push_back({here_.at(total), parts});
    for (const ReportSum& sum : made.sums) read_sum(sum);
  }

 private:
  /// What holds between tables, and what a reader would guess of two numbers that are the same.
  void read_sum(const ReportSum& sum) {
    if (!here_.contains(sum.total)) return;
    CountSum found{here_.at(sum.total), {}};
    std::int64_t value = 0;
    for (const std::string& part : sum.parts)
      if (here_.contains(part)) {
        found.parts.push_back(here_.at(part));
        value += system.numbers[found.parts.back()].value;
      }
    if (!found.parts.empty() && value == system.numbers[found.total].value)
      system.sums.push_back(std::move(found));
  }
  static bool is_count(ColumnType type) {
    return type == ColumnType::persons || type == ColumnType::incidents || type == ColumnType::hours;
  }
  /// The place of a number. One that has not changed since the report before is the same, as far as a reader
  /// can tell; if either shows it, it is known.
  std::size_t place(const std::string& name, std::int64_t value, bool withheld, bool small) {
    if (const auto at = here_.find(name); at != here_.end()) return at->second;
    const auto before = last_.find(name);
    if (before != last_.end() && system.numbers[before->second].value == value) {
      system.numbers[before->second].withheld = system.numbers[before->second].withheld && withheld;
      return here_[name] = before->second;
    }
    system.numbers.push_back({value, 1, small, withheld, false, false, 0});
    names.push_back(name);
    return here_[name] = last_[name] = system.numbers.size() - 1;
  }
  void read_table(const ReportTable& printed, const ReportTable& made) {
    const auto name = [&](std::size_t r, std::size_t c) {
      const ReportCell& one = made.at(r, c);
      return one.key.empty() ? made.id + "|" + made.rows[r].id + "|" + made.columns[c].id : one.key;
    };
    const auto known = [&](std::size_t r, std::size_t c) {
      return is_count(made.columns[c].type) && made.at(r, c).state == ReportCell::State::value;
    };
    const auto at = [&](std::size_t r, std::size_t c) {
      return place(name(r, c), made.at(r, c).value, printed.at(r, c).state == ReportCell::State::withheld,
                   made.columns[c].type == ColumnType::persons && made.at(r, c).value <= 5);
    };
    for (std::size_t r = 0; r < made.rows.size(); ++r)
      for (std::size_t c = 0; c < made.columns.size(); ++c) {
        if (!known(r, c)) continue;
        at(r, c);
        if (!made.columns[c].parts.empty()) {
          CountSum sum{at(r, c), {}};
          for (const std::size_t part : made.columns[c].parts) sum.parts.push_back(at(r, part));
          system.sums.push_back(std::move(sum));
        }
        if (made.columns[c].people && made.at(r, c).value == made.at(r, *made.columns[c].people).value)
          system.sums.push_back({at(r, c), {at(r, *made.columns[c].people)}});
        if (made.total_row && made.columns[c].adds && r + 1 == made.rows.size() && r > 0) {
          CountSum sum{at(r, c), {}};
          for (std::size_t above = 0; above < r; ++above) sum.parts.push_back(at(above, c));
          system.sums.push_back(std::move(sum));
        }
      }
  }

  std::map<std::string, std::size_t> here_, last_;
};

/// A gemeente of some tens of invented pupils with all kinds of trouble; `week` brings more of it.
Report random_report(unsigned seed, int week, int interval, bool of_school = false) {
  ReportWorld world;
  world.head.interval = interval;
  if (of_school) {
    // A school sees all kinds, subjects, and here the year before too.
    world.head.scope = ReportScope::school;
    world.head.before = year_before(world.head.period);
    for (int lesson = 1; lesson <= 6; ++lesson)
      for (int weekday = 1; weekday <= 5; ++weekday)
        world.timetables.add({"1A", day("2025-08-01"), day("2026-07-31"), weekday, lesson,
                              lesson % 3 == 0   ? "taal"
                              : lesson % 3 == 1 ? "rekenen"
                                                : "gym",
                              50});
    world.timetables.finish();
  }
  Reports reports(world.setting, world.rules, world.head);
  // What a week brings is drawn apart, so that all else stays as it was.
  std::mt19937 random(seed), since(seed + 1000);
  const int people = 20 + static_cast<int>(random() % 60);
  std::vector<PupilFacts> all;
  for (int n = 0; n < people; ++n) {
    PupilFacts facts = pupil("P" + std::to_string(n), "0014", n % 3 == 0 ? "2008-02-01" : "2011-05-01",
                             static_cast<int>(random() % 2));
    const Sector sectors[] = {Sector::vo, Sector::vo, Sector::vso, Sector::mbo};
    if (of_school) {
      facts.enrolments[0].group = n % 4 == 0 ? "1B" : "1A";
      facts.enrolments[0].from = day(n % 3 == 0 ? "2024-08-01" : "2025-08-01");
      if (n % 7 == 0) facts.absences.push_back(record("2025-11-11", Kind::sick));
      if (n % 9 == 0) facts.absences.push_back(record("2024-11-11", Kind::unauthorised, 2, 50));
    }
    facts.enrolments[0].sector = facts.enrolments[0].school == "99XA" ? Sector::vo : sectors[random() % 4];
    const auto trouble = random() % 6;
    const auto lessons = static_cast<int>(random() % 20);
    const char* days[] = {"2025-11-10", "2025-11-11", "2025-11-12", "2025-11-13"};
    if (trouble == 0)
      for (int i = 0; i < lessons; ++i)
        facts.absences.push_back(record(days[i % 4], Kind::unauthorised, 1 + i / 4, 50));
    if (trouble == 1) facts.absences.push_back(record("2025-11-12", Kind::late, 2, 10));
    if (trouble == 2) facts.absences.push_back(record("2025-11-13", Kind::unknown, 3, 50));
    if (week > 0 && since() % 12 == 0) facts.absences.push_back(record("2025-11-18", Kind::late, 1, 5));
    for (Absence& a : facts.absences) a.school = facts.enrolments[0].school == "99XA" ? 0 : 1;
    const bool signalled = trouble == 0 && lessons > 4;
    if (signalled) {
      const Signal one = signal("lpw16", facts.pupil, "2025-11-12", "2025-11-19");
      reports.add(one);
      const auto made = random() % 3;
      WorldDossier d = dossier(one, bit(Kind::unauthorised), made == 0 ? "2025-11-14" : nullptr);
      if (made == 1) d.event("talk", "2025-11-13", "mentor").close("2025-11-20", "back-full");
      if (week > 0 && made == 2) d.event("talk", "2025-11-18", "mentor");
      reports.add(d.state, d.events);
    }
    all.push_back(std::move(facts));
  }
  for (const PupilFacts& facts : all) reports.add(facts);
  return reports.report(of_school ? "99XA" : "0014");
}

std::size_t withheld_numbers(const CountSystem& system) {
  return static_cast<std::size_t>(
      std::count_if(system.numbers.begin(), system.numbers.end(), [](const auto& n) { return n.withheld; }));
}

}  // namespace

TEST_CASE("no withheld number of a whole report follows from all its tables") {
  std::size_t attacked = 0, unsafe = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const Report made = random_report(seed, 0, 0);
    Report printed = made;
    pass_gate(printed);
    Reader reader;
    reader.read(printed, made);
    attacked += withheld_numbers(reader.system);
    REQUIRE(reader.recovered() == "");
    // The control: with the small ones alone withheld a reader finds many.
    Reader easy;
    Report open = made;
    for (ReportTable& table : open.tables)
      for (ReportCell& one : table.cells)
        if (one.state == ReportCell::State::value && one.people >= 1 && one.people <= 5)
          one.state = ReportCell::State::withheld;
    easy.read(open, made);
    unsafe += easy.recovered().empty() ? 0 : 1;
  }
  CHECK(attacked > 5000);
  CHECK(unsafe > 50);
}

TEST_CASE("no withheld number of a school follows from its tables, those by day, subject and year included") {
  std::size_t attacked = 0, subjects = 0;
  for (unsigned seed = 300; seed < 340; ++seed) {
    const Report made = random_report(seed, 0, 0, true);
    Report printed = made;
    pass_gate(printed);
    Reader reader;
    reader.read(printed, made);
    attacked += withheld_numbers(reader.system);
    REQUIRE(reader.recovered() == "");
    const ReportTable& lessons = *printed.table("subjects");
    for (std::size_t r = 0; r < lessons.rows.size(); ++r) {
      const bool hidden = lessons.at(r, 0).state == ReportCell::State::withheld ||
                          lessons.at(r, 1).state == ReportCell::State::withheld;
      subjects += hidden ? 1 : 0;
      // What is worked out from each pupil stands only beside numbers that are told.
      if (hidden) CHECK(lessons.at(r, 3).state != ReportCell::State::value);
    }
  }
  CHECK(attacked > 3000);
  CHECK(subjects > 10);
}

TEST_CASE("no withheld number follows from this report and the one of a week before") {
  std::size_t apart = 0;
  for (unsigned seed = 100; seed < 150; ++seed) {
    const Report first_made = random_report(seed, 0, 0), second_made = random_report(seed, 1, 0);
    Report first = first_made, second = second_made, alone = second_made;
    const std::string memory = pass_gate(first);
    pass_gate(second, {memory});
    pass_gate(alone);
    Reader reader, easy;
    reader.read(first, first_made);
    reader.read(second, second_made);
    easy.read(first, first_made);
    easy.read(alone, second_made);
    REQUIRE(reader.recovered() == "");
    apart += easy.recovered().empty() ? 0 : 1;
  }
  // The control: had the second not known of the first, some numbers would be given away.
  CHECK(apart > 3);
}

TEST_CASE(
    "with an interval no small number of people is known to less than that from the bounds of all tables") {
  std::size_t narrow = 0, looked = 0;
  const auto too_narrow = [&](int interval, std::int64_t wanted) {
    std::size_t found = 0;
    for (unsigned seed = 200; seed < 230; ++seed) {
      const Report made = random_report(seed, 0, interval);
      Report printed = made;
      pass_gate(printed);
      Reader reader;
      reader.read(printed, made);
      const auto bounds = WholeAttack(reader.system, 100).bounds();
      for (std::size_t n = 0; n < bounds.size(); ++n) {
        const CountNumber& number = reader.system.numbers[n];
        if (!number.withheld) continue;
        ++looked;
        const std::int64_t width = bounds[n].high - bounds[n].low;
        found += width < (number.small ? wanted : 1) ? 1 : 0;
      }
    }
    return found;
  };
  CHECK(too_narrow(4, 4) == 0);
  narrow = too_narrow(0, 4);
  // The control: without the setting some are known to less.
  CHECK(narrow > 0);
  CHECK(looked > 1000);
}
