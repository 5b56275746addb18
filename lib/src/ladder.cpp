// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/ladder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "embedded.hpp"
#include "ladder_parser.hpp"
#include "verzuim/hash.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, role_names.size()> labels = {
    "mentor",     "verzuimcoördinator",   "zorgcoördinator",     "schoolleiding",
    "jeugdarts",  "preventiemedewerker",  "leerplichtambtenaar", "trajectbegeleider",
    "Team Jeugd", "samenwerkingsverband", "hulpverlening",       "ouders",
    "leerling"};

}  // namespace

bool is_role(std::string_view text) {
  return std::find(role_names.begin(), role_names.end(), text) != role_names.end();
}

std::string_view role_label(std::string_view role) {
  const auto at = std::find(role_names.begin(), role_names.end(), role);
  return at == role_names.end() ? role : labels[static_cast<std::size_t>(at - role_names.begin())];
}

std::optional<Date> after_school_weeks(int n, Date from, Date last, const Calendar& calendar,
                                       std::string_view school) {
  const SchoolDays* days = calendar.of(school);
  for (Date date = from + 1; date <= last; date = date + 1) {
    const int passed =
        days != nullptr && days->known(date) ? days->index(date) - days->index(from + 1) : date - (from + 1);
    if (passed >= 7 * n) return date;
  }
  return std::nullopt;
}

Date due_date(const LadderTerm& term, Date from, const Calendar& calendar, std::string_view school) {
  switch (term.unit) {
    case LadderUnit::working_days:
      return calendar.add_working_days(from, term.n);
    case LadderUnit::school_days:
      return calendar.add_school_days(from, term.n, school);
    case LadderUnit::days:
      return from + term.n;
    case LadderUnit::school_weeks:
      break;
  }
  // A year ahead is further than any term of school weeks reaches; past what the calendar knows calendar
  // weeks count.
  return after_school_weeks(term.n, from, from + 400, calendar, school).value_or(from + 7 * term.n + 1);
}

const LadderStep* Ladder::find(std::string_view step) const {
  const int at = rank(step);
  return at < 0 ? nullptr : &steps[static_cast<std::size_t>(at)];
}

int Ladder::rank(std::string_view step) const {
  const auto at = std::find_if(steps.begin(), steps.end(), [&](const LadderStep& s) { return s.id == step; });
  return at == steps.end() ? -1 : static_cast<int>(at - steps.begin());
}

RoleHolder Ladder::holder(std::string_view role) const {
  if (always_gemeente(role)) return RoleHolder::gemeente;
  const auto at = holders.find(role);
  if (at != holders.end()) return at->second;
  // What nobody placed may see no more than a gemeente does.
  return role == "preventiemedewerker" ? RoleHolder::gemeente : RoleHolder::other;
}

const std::string& Ladder::start(std::string_view theme) const {
  const auto at = starts.find(theme);
  return at != starts.end() ? at->second : starts.find("default")->second;
}

LadderSet LadderSet::shipped() {
  LadderSet set;
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with("ladders/")) set.add(file.text, std::string(file.path), true);
  return set;
}

void LadderSet::add(std::string_view text, const std::string& name, bool ours) {
  Ladder fresh = parse_ladder(text, name);
  fresh.ours = ours;
  for (const Ladder& other : ladders_) {
    if (other.id == fresh.id)
      throw Error(
          ErrorCode::config,
          fmt::format("there is another ladder `{}` in {}; choose another id", fresh.id, other.place.file),
          fresh.place);
    if (other.ours != ours) continue;
    for (Sector sector : fresh.sectors)
      if (std::find(other.sectors.begin(), other.sectors.end(), sector) != other.sectors.end())
        throw Error(ErrorCode::config,
                    fmt::format("the sector {} has a ladder in {} already; name each sector once",
                                sector_names[static_cast<std::size_t>(sector)], other.place.file),
                    fresh.place);
  }
  texts_ += text;
  texts_ += '\0';
  ladders_.push_back(std::move(fresh));
}

const Ladder* LadderSet::of(Sector sector) const {
  const Ladder* found = nullptr;
  for (const Ladder& ladder : ladders_)
    if (std::find(ladder.sectors.begin(), ladder.sectors.end(), sector) != ladder.sectors.end() &&
        (found == nullptr || found->ours))
      found = &ladder;
  return found;
}

const Ladder* LadderSet::find(std::string_view id) const {
  const auto at = std::find_if(ladders_.begin(), ladders_.end(), [&](const Ladder& l) { return l.id == id; });
  return at == ladders_.end() ? nullptr : &*at;
}

std::string LadderSet::hash() const { return sha256(texts_); }

}  // namespace verzuim
