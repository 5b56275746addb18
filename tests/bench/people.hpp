// SPDX-License-Identifier: EUPL-1.2
// Invented pupils and what they miss. Everything follows from their number and the day, so nothing is kept
// but the end of an illness.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "dates.hpp"

constexpr std::array<std::string_view, 20> gemeenten{"0014", "0034", "0080", "0106", "0150", "0153", "0200",
                                                     "0268", "0289", "0344", "0363", "0402", "0518", "0599",
                                                     "0758", "0772", "0796", "0855", "0935", "1674"};
constexpr std::array<std::string_view, 8> subjects{"ne", "en", "wi", "ges", "ak", "bio", "lo", "ckv"};

struct Sector {
  std::string_view name;
  unsigned per_cent, youngest, oldest;
  int lessons, lesson_minutes, weekly_minutes;
};
constexpr std::array<Sector, 3> sectors{
    {{"po", 8, 6, 11, 5, 60, 1500}, {"vo", 62, 12, 17, 7, 50, 1600}, {"mbo", 30, 16, 21, 6, 60, 1680}}};

struct Kind {
  std::string_view name, code, letter;
};
enum KindIndex : std::uint8_t { sick, authorised, unauthorised, late };
/// A school's own code stands beside every kind but illness.
constexpr std::array<Kind, 4> kinds{
    {{"sick", "", "Z"}, {"authorised", "GA", "G"}, {"unauthorised", "OA", "O"}, {"late", "TL", "L"}}};

struct Pupil {
  std::array<char, 12> id;
  std::array<char, 6> school;
  std::array<char, 10> born;
  std::uint8_t gemeente, sector;
  bool skips, comes_late;  ///< one in ten and one in five have most of that
  std::int32_t well_from = 0;
};

struct Missed {
  std::uint32_t pupil;
  std::uint16_t lessons;  ///< bit n is lesson n
  std::uint8_t kind, minutes;
};

inline std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

/// Twelve hexadecimal digits, another for each number: only steps that can be undone.
inline std::array<char, 12> pseudonym(std::uint64_t number) {
  constexpr std::uint64_t all = (1ULL << 48U) - 1;
  std::uint64_t z = ((number + 1) * 0x5851f42d4c95ULL) & all;
  z = ((z ^ (z >> 23U)) * 0x2545f4914f6dULL) & all;
  z ^= z >> 25U;
  std::array<char, 12> text{};
  for (std::size_t i = 12; i-- > 0; z >>= 4U) text[i] = "0123456789abcdef"[z & 15U];
  return text;
}

/// A BRIN that nobody has, 99AA and on, with a vestiging: three to a school.
inline std::array<char, 6> school_name(std::uint32_t number) {
  const std::uint32_t brin = number / 3, digit = 9 - brin / 676 % 10;
  return {'9',
          static_cast<char>('0' + digit),
          static_cast<char>('A' + brin / 26 % 26),
          static_cast<char>('A' + brin % 26),
          '0',
          static_cast<char>('0' + number % 3)};
}

inline std::uint32_t schools_of(std::size_t pupils, const Sector& s) {
  return static_cast<std::uint32_t>(pupils * s.per_cent / 100 / 900 + 1);
}

inline std::vector<Pupil> make_pupils(std::size_t count) {
  std::vector<Pupil> pupils(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t draw = mixed(i * 2 + 1);
    Pupil& p = pupils[i];
    p.id = pseudonym(i);
    const auto dice = static_cast<unsigned>(draw % 100);
    p.sector = dice < sectors[0].per_cent ? 0 : dice < sectors[0].per_cent + sectors[1].per_cent ? 1 : 2;
    std::uint32_t first = 0;
    for (std::size_t s = 0; s < p.sector; ++s) first += schools_of(count, sectors[s]);
    const Sector& sector = sectors[p.sector];
    p.school = school_name(first + static_cast<std::uint32_t>((draw >> 8U) % schools_of(count, sector)));
    p.gemeente = static_cast<std::uint8_t>((draw >> 24U) % gemeenten.size());
    const auto years =
        static_cast<int>(sector.youngest + (draw >> 32U) % (sector.oldest - sector.youngest + 1));
    const std::string born = iso(day(2025 - years, 10, 1) - static_cast<int>((draw >> 40U) % 365));
    std::memcpy(p.born.data(), born.data(), 10);
    p.skips = (draw >> 52U) % 10 == 0;
    p.comes_late = (draw >> 56U) % 5 == 0;
  }
  return pupils;
}

/// Lessons `first` up to and with `last`.
inline std::uint16_t lessons(int first, int last) {
  return static_cast<std::uint16_t>((2U << static_cast<unsigned>(last)) -
                                    (1U << static_cast<unsigned>(first)));
}

/// A few lessons in a row, somewhere in the day.
inline std::uint16_t some_lessons(std::uint64_t draw, int a_day) {
  const int first = 1 + static_cast<int>(draw % static_cast<unsigned>(a_day));
  return lessons(first, std::min(a_day, first + static_cast<int>((draw >> 4U) % 3)));
}

/// What one pupil misses on one day. One draw decides; its parts are of 16 bits.
inline void live(Pupil& p, std::uint32_t number, Day today, std::vector<Missed>& out) {
  const std::uint64_t draw =
      mixed((static_cast<std::uint64_t>(number) << 20U) ^ static_cast<std::uint64_t>(today));
  const int a_day = sectors[p.sector].lessons;
  const auto part = [&](unsigned n) { return static_cast<unsigned>(draw >> (16 * n)) & 0xffffU; };
  const auto length = static_cast<std::uint8_t>(sectors[p.sector].lesson_minutes);
  if (today >= p.well_from && part(0) < 690) p.well_from = today + 1 + static_cast<int>(part(3) % 4);
  if (today < p.well_from) return out.push_back({number, lessons(1, a_day), sick, length});
  std::uint16_t left = 0xffff;
  if (part(1) < 790)
    out.push_back({number, some_lessons(part(3), a_day), authorised, length});
  else if (part(1) > 65535U - (p.skips ? 3600U : 200U))
    out.push_back({number, some_lessons(part(3), a_day), unauthorised, length});
  if (!out.empty() && out.back().pupil == number) left = static_cast<std::uint16_t>(~out.back().lessons);
  if (part(2) >= (p.comes_late ? 1930U : 540U) || (left & 2U) == 0) return;
  out.push_back({number, 2, late, static_cast<std::uint8_t>(3 + part(3) % 20)});
}

/// Pupils come in another order every day, as the rows of many schools do.
inline void live_a_day(std::vector<Pupil>& pupils, Day today, std::vector<Missed>& out) {
  out.clear();
  const auto count = static_cast<std::uint64_t>(pupils.size());
  // A step of a large prime meets each pupil once, unless their number is a multiple of it.
  const std::uint64_t step = count % 1'000'003 == 0 ? 1'000'033 : 1'000'003;
  std::uint64_t at = mixed(static_cast<std::uint64_t>(today)) % count;
  for (std::uint64_t i = 0; i < count; ++i, at = (at + step) % count)
    live(pupils[at], static_cast<std::uint32_t>(at), today, out);
}
