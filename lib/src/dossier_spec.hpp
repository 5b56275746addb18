// SPDX-License-Identifier: EUPL-1.2
// What may be recorded: the fields of each type of event. All of them are words from lists, dates, numbers
// and codes; the one place for free text is `text`, which never comes by the command line.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verzuim {

/// What a field holds. `code` stands for a person; `free` is free text.
enum class Form : std::uint8_t { word, words, role, roles, date, count, gemeente, school, step, code, free };

struct FieldSpec {
  std::string_view name;
  Form form;
  std::vector<std::string_view> words;
  bool needed = true;
};

struct EventSpec {
  std::string_view type;
  std::vector<FieldSpec> fields;
  bool text = false;  ///< free text may go with it
  const FieldSpec* find(std::string_view name) const;
};

/// The types that people record, in the order in which messages name them.
const std::vector<EventSpec>& event_specs();
/// What every event may have besides: whose hand it was, what it corrects, text and what was confirmed of it.
const EventSpec& common_spec();
/// What a field wants, as messages show it: `yes|no`, `ROLE`, `YYYY-MM-DD`.
std::string wanted(const FieldSpec& field);

}  // namespace verzuim
