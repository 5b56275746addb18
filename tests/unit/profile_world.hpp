// SPDX-License-Identifier: EUPL-1.2
// What profiles make of files, for the tests of them.
#pragma once
#include <sstream>
#include <string>
#include <vector>

#include "verzuim/profile.hpp"

namespace profile_world {

using namespace verzuim;

struct Outcome {
  std::vector<std::string> facts;  ///< canonical rows, with what cannot stand in them behind
  std::vector<Reject> refused;
  int skipped = 0;
  UnknownCodes unknown;
};

inline std::string told(const Row& row) {
  std::string text;
  write_canonical(text, row);
  text.pop_back();
  if (const auto* absence = std::get_if<AbsenceRow>(&row)) {
    if (absence->since) text += " since " + to_string(*absence->since);
    if (absence->open) text += " open";
    if (absence->observed) text += " observed";
  }
  return text;
}

inline Outcome read(const Profile& profile, const std::string& text,
                    const ReadSetting& setting = {{}, "99XA00"}) {
  std::istringstream in(text);
  Source source(in, "file.csv");
  const auto rows = open_rows(source, profile, Reference::shipped(), setting);
  Outcome outcome;
  while (rows->next()) {
    for (std::size_t i = 0; i < rows->facts(); ++i) outcome.facts.push_back(told(rows->fact(i)));
    if (rows->fault()) outcome.refused.push_back(*rows->fault());
    if (!rows->fault() && rows->facts() == 0) ++outcome.skipped;
  }
  outcome.unknown = unknown_codes(*rows);
  return outcome;
}

/// By a profile as a user writes it.
inline Outcome read_by(const std::string& profile, const std::string& text,
                       const ReadSetting& setting = {{}, "99XA00"}) {
  Profiles profiles = Profiles::shipped();
  const std::string name = profiles.add(profile, "school/mine.toml");
  return read(*profiles.find(name), text, setting);
}

/// What is wrong with a profile; empty when nothing is.
inline std::string fault_of(const std::string& profile) {
  try {
    Profiles::shipped().add(profile, "mine.toml");
  } catch (const Error& e) {
    return e.text();
  }
  return {};
}

/// The name of the profile that fits, or why none does.
inline std::string recognised(const Profiles& profiles, const std::string& text) {
  std::istringstream in(text);
  const Source source(in, "file.csv");
  try {
    return profiles.recognise(source).name();
  } catch (const Error& e) {
    return e.text();
  }
}

/// A profile of reports that may span days, and the header of their file.
inline const std::string reports = R"(
name = "mine"
kind = "absences"
[columns]
pupil = "leerling"
from_date = "begin"
until_date = "eind"
from_time = "begintijd"
until_time = "eindtijd"
from_lesson = "beginuur"
until_lesson = "einduur"
code = "code"
[codes]
Z = "sick"
T = "late"
[dates]
formats = ["d-M-yyyy"]
)";
inline const std::string report_head = "leerling;begin;begintijd;eind;eindtijd;beginuur;einduur;code\n";

}  // namespace profile_world
