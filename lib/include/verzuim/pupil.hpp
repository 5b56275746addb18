// SPDX-License-Identifier: EUPL-1.2
// A pupil as the rules see one: enrolments, diplomas, exemptions and, from those, the duty status on a date.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/date.hpp"
#include "verzuim/export.hpp"

namespace verzuim {

enum class Sector : std::uint8_t { po, so, vo, vso, mbo, vavo };
inline constexpr std::array<std::string_view, 6> sector_names = {"po", "so", "vo", "vso", "mbo", "vavo"};
VERZUIM_EXPORT std::optional<Sector> parse_sector(std::string_view text);

/// What the law asks of a young person on a date; it routes a case.
enum class Duty : std::uint8_t {
  leerplichtig,
  kwalificatieplichtig,
  doorstroom,  ///< no duty any more, below the age limit, without startkwalificatie
  none,
  not_known  ///< the birth date is missing
};
inline constexpr std::array<std::string_view, 5> duty_names = {"leerplichtig", "kwalificatieplichtig",
                                                               "doorstroom", "none", "unknown"};

/// One row of the `pupils` file. Dates inclusive.
struct Enrolment {
  std::string school;  ///< BRIN with or without vestiging
  Sector sector = Sector::vo;
  Date from, until = open_end;
  int weekly_minutes = 0;  ///< 0 when not given
  std::string gemeente;    ///< CBS code of the woongemeente; empty when not known
  std::string group, mentor, level;
  std::optional<Date> birth_date;

  bool covers(Date date) const { return from <= date && date <= until; }
};

struct Diploma {
  Date on;
  std::string diploma;
};
inline constexpr std::array<std::string_view, 10> diploma_names = {
    "havo", "vwo", "mbo1", "mbo2", "mbo3", "mbo4", "vmbo", "pro", "vso-arbeid", "vso-dagbesteding"};

struct Exemption {
  Date from, until = open_end;
  std::string article;
};
inline constexpr std::array<std::string_view, 9> exemption_articles = {"5a", "5b", "5c",  "5a-reizend", "3a",
                                                                       "3b", "15", "11f", "11g"};

/// A number that a law sets, with the days on which each value begins.
struct DatedNumber {
  std::vector<std::pair<Date, int>> steps;
  std::optional<int> on(Date date) const;
};

/// The parameters of duty and of hours, read from the rule files. Nothing of the law stands in code.
struct VERZUIM_EXPORT Law {
  DatedNumber leerplicht_start_age, leerplicht_end_age, kwalificatie_end_age;
  DatedNumber doorstroom_end_age, doorstroom_end_age_vso;
  std::vector<std::string> startkwalificatie, ends_kwalificatieplicht;
  std::vector<std::string> exempt_articles, exempt_kwalificatieplicht, authorised_articles;
  std::array<bool, 6> counts_lessons{};  ///< by sector: an hour is a lesson, else sixty minutes
  std::array<int, 6> lesson_minutes{};   ///< by sector: the usual lesson. Units: minutes

  static const Law& shipped();
};

/// The duty of someone born on `born` on `on`, enrolled in `sector`. Basis: the files `law/duty.toml`.
VERZUIM_EXPORT Duty duty_on(const Law& law, std::optional<Date> born, const std::vector<Diploma>& diplomas,
                            Sector sector, Date on);
/// True when an exemption from enrolment (or from kwalificatieplicht, for who has that) holds on `on`.
VERZUIM_EXPORT bool exempt_on(const Law& law, const std::vector<Exemption>& exemptions, Duty duty, Date on);
/// True when a leave makes the absence of that day authorised. Basis: Leerplichtwet 1969, art. 11 f and g.
VERZUIM_EXPORT bool leave_on(const Law& law, const std::vector<Exemption>& exemptions, Date on);

}  // namespace verzuim
