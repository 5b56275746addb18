// SPDX-License-Identifier: EUPL-1.2
// Flags one invented pupil with the library: four unauthorised lessons on each of four Mondays.
#include <iostream>

#include "verzuim/signal.hpp"

int main() {
  using namespace verzuim;
  const std::vector<std::string> schools = {"99XA"};
  const Calendar calendar(Reference::shipped(), {{"99XA", "Verzonnen school", "0014", "Noord", ""}}, {});
  const Timetables no_timetables;

  Enrolment enrolment;
  enrolment.school = schools.front();
  enrolment.from = make_date(2024, 8, 1);
  enrolment.weekly_minutes = 1600;
  enrolment.gemeente = "0014";
  enrolment.birth_date = make_date(2011, 5, 1);
  PupilFacts facts;
  facts.pupil = "P0001";
  facts.enrolments = {enrolment};
  for (unsigned day : {7u, 14u, 21u, 28u})
    for (std::int16_t lesson = 1; lesson <= 4; ++lesson) {
      Absence absence;
      absence.date = make_date(2026, 9, day);
      absence.lesson = lesson;
      absence.kind = Kind::unauthorised;
      facts.absences.push_back(absence);
    }

  Rulebook rules = Rulebook::shipped({"law", "national"});
  rules.finish();
  Engine engine(rules, {&Law::shipped(), &Reference::shipped(), &calendar, &no_timetables, &schools});
  std::vector<Signal> signals, undecided;
  engine.evaluate(facts, make_date(2026, 10, 1), signals, undecided);
  for (const Signal& signal : signals)
    std::cout << signal.rule << ' ' << to_string(*signal.reached_on) << " count " << signal.count << '\n';
}
