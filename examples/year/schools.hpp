// SPDX-License-Identifier: EUPL-1.2
// The invented schools, their groups and timetables. BRINs that start with 99 belong to no school.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dates.hpp"

struct School {
  std::string_view code;
  std::string_view name;
  std::string_view gemeente;
  std::string_view region;
  std::string_view sector;
  std::string_view email;
  int weekly_minutes;
  int pupils;  ///< ordinary pupils; the stories come besides
};

inline constexpr std::array<School, 7> schools{{
    {"99PA", "Basisschool De Verzonnen Linde", "1883", "Zuid", "po", "verzuim@verzonnenlinde.example.invalid",
     1500, 58},
    {"99PB00", "Basisschool Het Bedachte Bos", "0014", "Noord", "po", "verzuim@bedachtebos.example.invalid",
     1500, 40},
    {"99PB01", "Basisschool Het Bedachte Bos, vestiging Wadkant", "1966", "Noord", "po",
     "wadkant@bedachtebos.example.invalid", 1500, 30},
    {"99VA", "Fantasiecollege Zuid", "1883", "Zuid", "vo",
     "verzuimcoordinator@fantasiecollege.example.invalid", 1600, 84},
    {"99VB", "Luchtkasteel Lyceum", "0014", "Noord", "vo", "verzuim@luchtkasteel.example.invalid", 1600, 56},
    {"99SA", "VSO De Denkbeeldige Haven", "1952", "Noord", "vso", "verzuim@denkbeeldigehaven.example.invalid",
     1500, 28},
    {"99MA00", "ROC Nergenshuizen", "0014", "Noord", "mbo", "verzuim@nergenshuizen.example.invalid", 1560,
     84},
}};

inline const School& school_of(std::string_view code) {
  for (const School& school : schools)
    if (school.code == code) return school;
  return schools.front();
}

inline bool is_school_day(const School& school, Day d) {
  return is_school_day(school.code, school.region, d);
}

struct Group {
  std::string_view school;
  std::string_view name;
  std::string_view level;
  int age;  ///< how old most are on 1 October 2025
};

/// Group names hold the school's letters, since the timetable knows groups by name only.
inline constexpr std::array<Group, 28> groups{{
    {"99PA", "PA1-2", "", 5},
    {"99PA", "PA3", "", 6},
    {"99PA", "PA5", "", 8},
    {"99PA", "PA6", "", 9},
    {"99PA", "PA8", "", 11},
    {"99PB00", "PB3", "", 6},
    {"99PB00", "PB5", "", 8},
    {"99PB00", "PB7", "", 10},
    {"99PB00", "PB8", "", 11},
    {"99PB01", "PW1-2", "", 5},
    {"99PB01", "PW4", "", 7},
    {"99PB01", "PW7", "", 10},
    {"99VA", "VA1B", "vmbo-t/havo", 12},
    {"99VA", "VA2K", "vmbo-k", 13},
    {"99VA", "VA3H", "havo", 14},
    {"99VA", "VA4T", "vmbo-t", 15},
    {"99VA", "VA5H", "havo", 16},
    {"99VB", "VB1V", "vwo", 12},
    {"99VB", "VB2H", "havo", 13},
    {"99VB", "VB3B", "vmbo-b", 14},
    {"99VB", "VB4H", "havo", 15},
    {"99SA", "SA2", "arbeidsmarkt", 14},
    {"99SA", "SA4", "vervolgonderwijs", 16},
    {"99MA00", "MA1E", "mbo1", 17},
    {"99MA00", "MA2V", "mbo2", 17},
    {"99MA00", "MA3Z", "mbo3", 18},
    {"99MA00", "MA4I", "mbo4", 17},
    {"99MA00", "MA4S", "mbo4", 19},
}};

inline const Group& group_of(std::string_view name) {
  for (const Group& group : groups)
    if (group.name == name) return group;
  return groups.front();
}

struct Lesson {
  std::string_view group;
  std::string_view from;
  std::string_view until;
  int weekday;
  int lesson;
  std::string_view subject;
  int minutes;
};

namespace timetable {

inline constexpr std::array<std::string_view, 10> vo_subjects{
    "nederlands", "engels", "duits", "geschiedenis", "aardrijkskunde",
    "biologie",   "lo",     "kunst", "economie",     "nask"};
inline constexpr std::array<std::string_view, 6> mbo_subjects{"nederlands", "rekenen",     "burgerschap",
                                                              "engels",     "vakpraktijk", "vaktheorie"};

/// One block of weeks for one group: so many lessons on each weekday, subjects dealt out in a fixed round.
struct Block {
  std::string_view group;
  std::string_view from;
  std::string_view until;
  std::array<int, 5> lessons;
  int minutes;
  int maths_on;  ///< weekday of the maths double lesson (lessons 5 and 6); 0 in mbo
};

inline constexpr std::string_view first = "2025-08-01";
inline constexpr std::string_view half = "2026-01-31";
inline constexpr std::string_view second = "2026-02-01";
inline constexpr std::string_view last = "2026-07-31";

/// In the second half MA2V and MA3Z have work placement on Thursday and Friday: days without lessons.
inline constexpr std::array<Block, 15> blocks{{
    {"VA1B", first, last, {7, 6, 6, 7, 6}, 50, 1},
    {"VA2K", first, last, {7, 6, 6, 7, 6}, 50, 2},
    {"VA3H", first, last, {7, 6, 6, 7, 6}, 50, 5},
    {"VA4T", first, last, {7, 6, 6, 7, 6}, 50, 3},
    {"VA5H", first, last, {7, 6, 6, 7, 6}, 50, 4},
    {"MA1E", first, half, {6, 5, 5, 5, 5}, 60, 0},
    {"MA1E", second, last, {5, 5, 6, 5, 5}, 60, 0},
    {"MA2V", first, half, {6, 5, 5, 5, 5}, 60, 0},
    {"MA2V", second, last, {7, 7, 7, 0, 0}, 60, 0},
    {"MA3Z", first, half, {6, 5, 5, 5, 5}, 60, 0},
    {"MA3Z", second, last, {7, 7, 7, 0, 0}, 60, 0},
    {"MA4I", first, half, {6, 5, 5, 5, 5}, 60, 0},
    {"MA4I", second, last, {5, 5, 6, 5, 5}, 60, 0},
    {"MA4S", first, half, {5, 6, 5, 5, 5}, 60, 0},
    {"MA4S", second, last, {5, 5, 6, 5, 5}, 60, 0},
}};

inline std::vector<Lesson> make() {
  std::vector<Lesson> all;
  for (const Block& block : blocks) {
    std::size_t slot = block.group.size() + static_cast<std::size_t>(block.group[2]);
    for (int on = 1; on <= 5; ++on)
      for (int lesson = 1; lesson <= block.lessons[static_cast<std::size_t>(on - 1)]; ++lesson) {
        std::string_view subject = "wiskunde";
        const bool vo = block.maths_on != 0;
        if (!vo) {
          subject = mbo_subjects[slot++ % mbo_subjects.size()];
        } else if (on != block.maths_on || (lesson != 5 && lesson != 6)) {
          subject = vo_subjects[(slot++ * 7) % vo_subjects.size()];
        }
        all.push_back({block.group, block.from, block.until, on, lesson, subject, block.minutes});
      }
  }
  return all;
}

inline const std::vector<Lesson> all = make();

}  // namespace timetable

/// The timetabled lesson, or nothing where the group has none then.
inline const Lesson* lesson_at(std::string_view group, Day d, int lesson) {
  for (const Lesson& row : timetable::all)
    if (row.group == group && row.weekday == weekday(d) && row.lesson == lesson && day(row.from) <= d &&
        d <= day(row.until))
      return &row;
  return nullptr;
}

inline bool has_timetable(std::string_view group) {
  for (const Lesson& row : timetable::all)
    if (row.group == group) return true;
  return false;
}

/// Lessons of that group on that day; six where no timetable says it.
inline int lessons_on(std::string_view group, Day d) {
  if (!has_timetable(group)) return 6;
  int count = 0;
  for (const Lesson& row : timetable::all)
    if (row.weekday == weekday(d) && row.group == group && day(row.from) <= d && d <= day(row.until)) ++count;
  return count;
}
