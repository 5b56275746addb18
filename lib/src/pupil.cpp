// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/pupil.hpp"

#include <algorithm>

namespace verzuim {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool has_any(const std::vector<Diploma>& diplomas, const std::vector<std::string>& names, Date on) {
  return std::any_of(diplomas.begin(), diplomas.end(),
                     [&](const Diploma& d) { return d.on <= on && contains(names, d.diploma); });
}

}  // namespace

std::optional<Sector> parse_sector(std::string_view text) {
  const auto at = std::find(sector_names.begin(), sector_names.end(), text);
  if (at == sector_names.end()) return std::nullopt;
  return static_cast<Sector>(at - sector_names.begin());
}

std::optional<int> DatedNumber::on(Date date) const {
  std::optional<int> value;
  for (const auto& [from, is] : steps)
    if (from <= date) value = is;
  return value;
}

Duty duty_on(const Law& law, std::optional<Date> born, const std::vector<Diploma>& diplomas, Sector sector,
             Date on) {
  if (!born) return Duty::not_known;
  const auto start = law.leerplicht_start_age.on(on), end = law.leerplicht_end_age.on(on),
             adult = law.kwalificatie_end_age.on(on);
  const auto limit = (sector == Sector::vso ? law.doorstroom_end_age_vso : law.doorstroom_end_age).on(on);
  if (!start || !end || !adult || !limit) return Duty::not_known;
  if (on < first_of_month(add_months(first_of_month(birthday(*born, *start)), 1))) return Duty::none;
  if (school_year(on) <= school_year(birthday(*born, *end))) return Duty::leerplichtig;
  const bool qualified = has_any(diplomas, law.startkwalificatie, on);
  const bool released = qualified || has_any(diplomas, law.ends_kwalificatieplicht, on);
  if (!released && on < birthday(*born, *adult)) return Duty::kwalificatieplichtig;
  return !qualified && on < birthday(*born, *limit) ? Duty::doorstroom : Duty::none;
}

bool exempt_on(const Law& law, const std::vector<Exemption>& exemptions, Duty duty, Date on) {
  return std::any_of(exemptions.begin(), exemptions.end(), [&](const Exemption& e) {
    if (on < e.from || e.until < on) return false;
    return contains(law.exempt_articles, e.article) ||
           (duty == Duty::kwalificatieplichtig && contains(law.exempt_kwalificatieplicht, e.article));
  });
}

bool leave_on(const Law& law, const std::vector<Exemption>& exemptions, Date on) {
  return std::any_of(exemptions.begin(), exemptions.end(), [&](const Exemption& e) {
    return e.from <= on && on <= e.until && contains(law.authorised_articles, e.article);
  });
}

}  // namespace verzuim
