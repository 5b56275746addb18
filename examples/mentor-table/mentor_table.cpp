// SPDX-License-Identifier: EUPL-1.2
// A report that is not shipped: mentor_table STORE DATE writes, for each mentor, how many pupils there are,
// how many have a signal, how many an open dossier, and how many of those are overdue on that date. It is for
// a coordinator, who may see every pupil of the school; counts for anyone else pass verzuim/small_counts.hpp
// first.
#include <iostream>
#include <map>
#include <set>

#include "verzuim/store.hpp"

namespace {

struct MentorCounts {
  int pupils = 0, signalled = 0, open = 0, overdue = 0;
};

}  // namespace

int main(int argc, char** argv) try {
  using namespace verzuim;
  const auto on = argc == 3 ? parse_date(argv[2]) : std::nullopt;
  if (!on) {
    std::cerr << "mentor_table: give a store and a date, such as verzuim.db 2025-11-28\n";
    return 64;
  }
  Store store(argv[1], false);

  std::map<std::string, std::string> mentor_of;  // by pupil
  std::map<std::string, MentorCounts> rows;      // by mentor
  store.each_pupil([&](const PupilFacts& facts) {
    for (const Enrolment& enrolment : facts.enrolments)
      if (enrolment.covers(*on)) mentor_of[facts.pupil] = enrolment.mentor;
  });
  for (const auto& [pupil, mentor] : mentor_of) ++rows[mentor].pupils;

  std::set<std::string> signalled;
  for (const Signal& signal : store.signals())
    if (signal.status != Status::withdrawn && signal.reached_on && *signal.reached_on <= *on)
      signalled.insert(signal.pupil);
  for (const std::string& pupil : signalled)
    if (const auto mentor = mentor_of.find(pupil); mentor != mentor_of.end())
      ++rows[mentor->second].signalled;

  // A dossier is what its events make of it, under the ladders that it goes by.
  for (const DossierState& dossier : fold_all(store.events(), LadderSet::shipped())) {
    const auto mentor = mentor_of.find(dossier.pupil);
    if (!dossier.open || mentor == mentor_of.end()) continue;
    ++rows[mentor->second].open;
    if (dossier.due_on && *dossier.due_on < *on) ++rows[mentor->second].overdue;
  }

  std::cout << "mentor,pupils,signalled,open,overdue\n";
  for (const auto& [mentor, row] : rows)
    std::cout << mentor << ',' << row.pupils << ',' << row.signalled << ',' << row.open << ',' << row.overdue
              << '\n';
  return 0;
} catch (const verzuim::Error& error) {
  std::cerr << "mentor_table: " << error.text() << '\n';
  return static_cast<int>(error.code());
}
