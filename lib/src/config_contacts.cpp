// SPDX-License-Identifier: EUPL-1.2
// The directory in the config: `[[contact]]` tables.
#include <fmt/format.h>

#include <algorithm>

#include "config_parts.hpp"
#include "rule_parser.hpp"
#include "verzuim/ladder.hpp"
#include "verzuim/reference.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

// As the register takes them. Units: bytes.
constexpr std::size_t most_function = 60, most_mail = 100, most_phone = 30;

/// A text of at most `most` bytes without control characters; empty without the key.
std::string short_text(TomlTable& table, std::string_view key, std::size_t most) {
  const TomlNode* node = table.get(key);
  if (node == nullptr) return {};
  std::string text(trim(node->as_text()));
  if (const std::string_view what = unfit(text); !what.empty())
    node->refuse(fmt::format("`{}` holds {}; write it in plain letters", key, what));
  if (text.size() > most) node->refuse(fmt::format("`{}` is longer than {} bytes; shorten it", key, most));
  return text;
}

void check_phone(TomlTable& table, const std::string& phone) {
  const bool plain = phone.find_first_not_of("0123456789+-() ") == std::string::npos;
  const auto digits = std::count_if(phone.begin(), phone.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!plain || (!phone.empty() && digits < 3))
    table.need("phone").refuse("`phone` is a telephone number, such as \"050 123 45 67\"");
}

void check_mail(TomlTable& table, const std::string& mail) {
  const auto at = mail.find('@');
  const bool fits = at != std::string::npos && at > 0 && at + 1 < mail.size() &&
                    mail.find('@', at + 1) == std::string::npos &&
                    mail.find_first_of(" ,;<>") == std::string::npos;
  if (!mail.empty() && !fits)
    table.need("mail").refuse("`mail` is one address, such as \"leerplicht@gemeente.example\"");
}

Contact read_contact(const TomlNode& node) {
  TomlTable table(node);
  Contact contact;
  const TomlNode& role = table.need("role");
  contact.role = std::string(role_names[choice_of(role, role.as_text(), role_names, "role")]);
  contact.person = short_text(table, "person", 12);
  if (const TomlNode* place = table.get("gemeente")) {
    const auto code = Reference::shipped().gemeente_code(place->as_text());
    if (!code)
      place->refuse(fmt::format("`{}` is no gemeente; write its CBS code or name", place->as_text()));
    contact.gemeente = *code;
  }
  if (const TomlNode* place = table.get("school")) {
    if (!is_brin(place->as_text())) place->refuse("`school` is a BRIN such as 99XA or 99XA00");
    contact.school = place->as_text();
  }
  contact.function = short_text(table, "function", most_function);
  contact.phone = short_text(table, "phone", most_phone);
  contact.mail = short_text(table, "mail", most_mail);
  check_phone(table, contact.phone);
  check_mail(table, contact.mail);
  if (contact.phone.empty() && contact.mail.empty())
    node.refuse("a contact has a `phone` or a `mail`; write how this role is reached");
  table.finish();
  return contact;
}

}  // namespace

std::vector<Contact> read_contacts(const std::vector<const TomlNode*>& nodes) {
  std::vector<Contact> contacts;
  for (const TomlNode* node : nodes) {
    Contact fresh = read_contact(*node);
    const bool twice = std::any_of(contacts.begin(), contacts.end(), [&](const Contact& c) {
      return c.role == fresh.role && c.person == fresh.person && c.gemeente == fresh.gemeente &&
             c.school == fresh.school;
    });
    if (twice)
      node->refuse(fmt::format(
          "there is another contact for {} of the same school and gemeente; leave one of them out",
          fresh.role));
    contacts.push_back(std::move(fresh));
  }
  return contacts;
}

}  // namespace verzuim
