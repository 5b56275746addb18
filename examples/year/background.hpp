// SPDX-License-Identifier: EUPL-1.2
// The ordinary pupils: most of them are hardly ever away, some are ill more often, and one in six has real
// trouble.
#pragma once

#include <string>

#include "facts.hpp"
#include "prng.hpp"
#include "trouble.hpp"

namespace background {

/// Where the pupils of a school live; many cross a border. Weights are parts of ten.
struct Home {
  std::string_view gemeente;
  int weight;
};

inline std::vector<Home> homes(std::string_view school) {
  if (school == "99PA") return {{"1883", 8}, {"0888", 1}, {"0971", 1}};
  if (school == "99VA") return {{"1883", 5}, {"0971", 2}, {"0888", 1}, {"1954", 2}};
  if (school == "99PB00") return {{"0014", 9}, {"1969", 1}};
  if (school == "99PB01") return {{"1966", 9}, {"0014", 1}};
  if (school == "99VB") return {{"0014", 5}, {"1966", 2}, {"1969", 1}, {"1952", 1}, {"0106", 1}};
  if (school == "99SA") return {{"1952", 4}, {"0014", 3}, {"1966", 2}, {"0106", 1}};
  return {{"0014", 3}, {"1966", 2}, {"1969", 2}, {"1952", 2}, {"0106", 1}};
}

inline std::string_view home(Prng& prng, std::string_view school) {
  int pick = prng.below(10);
  for (const Home& place : homes(school)) {
    if (pick < place.weight) return place.gemeente;
    pick -= place.weight;
  }
  return "0014";
}

inline const Group& group_for(const School& school, int number) {
  std::vector<const Group*> own;
  for (const Group& group : groups)
    if (group.school == school.code) own.push_back(&group);
  return *own[static_cast<std::size_t>(number) % own.size()];
}

/// Some students came with a diploma; it decides their duty, and with that who acts.
inline void diploma(Facts& facts, Prng& prng, const Enrolment& who) {
  if (who.group == "MA1E" && prng.chance(30)) facts.diplomas.push_back({who.pupil, "2025-06-27", "pro"});
  if (who.group == "MA2V" && prng.chance(30)) facts.diplomas.push_back({who.pupil, "2025-06-20", "mbo1"});
  if (who.group == "MA3Z") facts.diplomas.push_back({who.pupil, "2025-06-12", "vmbo"});
  if (who.group == "MA4I" && prng.chance(50)) facts.diplomas.push_back({who.pupil, "2025-06-12", "vmbo"});
  if (who.group == "MA4S")
    facts.diplomas.push_back({who.pupil, "2025-06-13", prng.chance(50) ? "havo" : "mbo2"});
}

/// A pupil without trouble: ill now and then, a visit to the dentist, once too late. Held below five per cent
/// in any stretch, since most pupils of a real school give no signal either.
inline void quiet(Register& absence, Prng& prng) {
  const auto& days = absence.days();
  trouble::Calm calm(days);
  int spells = prng.between(1, absence.sector() == "po" ? 3 : 5);
  for (int attempt = 0; attempt < 60 && spells > 0; ++attempt) {
    const int at = trouble::winter_index(days, prng);
    const int length = prng.chance(45) ? 2 : 1;
    if (!calm.admits(at, length)) continue;
    trouble::ill(absence, at, length);
    --spells;
  }
  for (int visits = prng.below(5); visits > 0; --visits) {
    const int at = prng.below(static_cast<int>(days.size()));
    if (calm.admits(at, 1)) trouble::visit(absence, days[static_cast<std::size_t>(at)], prng);
  }
  for (int times = prng.below(3); times > 0; --times) {
    const int at = prng.below(static_cast<int>(days.size()));
    if (calm.admits(at, 0)) trouble::late(absence, days[static_cast<std::size_t>(at)], prng);
  }
}

/// More often ill, sometimes late, here and there a lesson skipped: a signal now and then.
inline void ordinary(Register& absence, Prng& prng) {
  const auto& days = absence.days();
  for (int spells = prng.between(4, 9); spells > 0; --spells) {
    const int at = trouble::winter_index(days, prng);
    trouble::ill(absence, at, prng.between(1, 3));
  }
  for (int visits = prng.below(4); visits > 0; --visits)
    trouble::visit(absence, trouble::any(days, prng), prng);
  for (int times = prng.below(5); times > 0; --times) trouble::late(absence, trouble::any(days, prng), prng);
  if (absence.sector() != "po")
    for (int times = prng.below(6); times > 0; --times)
      trouble::skip(absence, trouble::any(days, prng), prng);
  if (prng.chance(50)) trouble::unexplained(absence, trouble::any(days, prng), prng);
}

inline void pupil(Facts& facts, const School& school, int number, const std::string& id) {
  Prng prng(id);
  const Group& group = group_for(school, number);
  // Born in the twelve months up to 1 October; mbo groups mix ages.
  const int older = school.sector == "mbo" ? prng.below(3) : 0;
  const Day born = day(2024 - group.age - older, 10, 2) + prng.below(364);
  facts.enrolments.push_back({id, born, std::string(home(prng, school.code)), std::string(school.code),
                              year_begin, year_end, std::string(group.name)});
  diploma(facts, prng, facts.enrolments.back());
  Register absence(facts, facts.enrolments.back());
  switch (number % 6) {
    case 5:
      trouble::give(absence, prng, number / 6);
      break;
    case 2:
      ordinary(absence, prng);
      break;
    default:
      quiet(absence, prng);
  }
}

inline void all(Facts& facts) {
  int count = 0;
  for (const School& school : schools)
    for (int number = 0; number < school.pupils; ++number) {
      std::string id = std::to_string(++count);
      id.insert(0, 4 - id.size(), '0');
      pupil(facts, school, number, "P" + id);
    }
}

}  // namespace background
