// SPDX-License-Identifier: EUPL-1.2
// The directory: whom to call or write, for each role of a school or a gemeente. It holds functions,
// telephone numbers and addresses of work, and no names of people.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/export.hpp"

namespace verzuim {

/// How one role is reached. What is left empty holds everywhere.
struct Contact {
  std::string role;
  std::string person;    ///< a code of one person, such as a mentor in the pupils file
  std::string gemeente;  ///< CBS code
  std::string school;    ///< BRIN, with or without vestiging
  std::string function, phone, mail;
};

class VERZUIM_EXPORT Directory {
 public:
  Directory() = default;
  explicit Directory(std::vector<Contact> contacts) : contacts_(std::move(contacts)) {}

  bool empty() const { return contacts_.empty(); }
  const std::vector<Contact>& contacts() const { return contacts_; }
  /// The contact of a role that is nearest: that of the person, else of the vestiging, the school, the
  /// gemeente, else the one for everywhere. Null when there is none.
  const Contact* find(std::string_view role, std::string_view school, std::string_view gemeente,
                      std::string_view person = {}) const;

 private:
  std::vector<Contact> contacts_;
};

/// `function, phone, mail`, as far as they are known.
VERZUIM_EXPORT std::string contact_line(const Contact& contact);
/// What the directory lacks, naming role, school and gemeente, and what to do about it.
VERZUIM_EXPORT std::string contact_gap(std::string_view role, std::string_view school,
                                       std::string_view gemeente);

}  // namespace verzuim
