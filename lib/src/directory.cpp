// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/directory.hpp"

#include <fmt/format.h>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// How near a contact is; below zero when it is of somebody or somewhere else.
int nearness(const Contact& contact, std::string_view school, std::string_view gemeente,
             std::string_view person) {
  int near = 0;
  if (!contact.person.empty()) {
    if (contact.person != person) return -1;
    near += 8;
  }
  if (!contact.school.empty()) {
    const bool whole = contact.school.size() == 4;
    if (whole ? contact.school != brin_of(school) : contact.school != school) return -1;
    near += whole ? 2 : 4;
  }
  if (!contact.gemeente.empty()) {
    if (contact.gemeente != gemeente) return -1;
    near += 1;
  }
  return near;
}

}  // namespace

const Contact* Directory::find(std::string_view role, std::string_view school, std::string_view gemeente,
                               std::string_view person) const {
  const Contact* best = nullptr;
  int most = -1;
  for (const Contact& contact : contacts_) {
    if (contact.role != role) continue;
    const int near = nearness(contact, school, gemeente, person);
    if (near <= most) continue;
    most = near;
    best = &contact;
  }
  return best;
}

std::string contact_line(const Contact& contact) {
  std::vector<std::string> parts;
  for (const std::string* part : {&contact.function, &contact.phone, &contact.mail})
    if (!part->empty()) parts.push_back(*part);
  return join(parts, ", ");
}

std::string contact_gap(std::string_view role, std::string_view school, std::string_view gemeente) {
  std::string where;
  if (!school.empty()) where += fmt::format(" of school {}", school);
  if (!gemeente.empty()) where += fmt::format("{} of gemeente {}", where.empty() ? "" : " or", gemeente);
  return fmt::format("the directory has no contact for {}{}; add a [[contact]] to the config", role, where);
}

}  // namespace verzuim
