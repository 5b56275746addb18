// SPDX-License-Identifier: EUPL-1.2
// What is fed with hostile bytes. A target may throw nothing but verzuim::Error, which is an answer; whatever
// else comes out, a crash, or a round trip that does not hold (`expect`), is a finding.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>

struct Target {
  const char* name;
  void (*run)(std::string_view input);
};

void fuzz_csv(std::string_view input);
void fuzz_canonical(std::string_view input);
void fuzz_export(std::string_view input);
void fuzz_profile(std::string_view input);
void fuzz_rules(std::string_view input);
void fuzz_ladder(std::string_view input);
void fuzz_config(std::string_view input);
void fuzz_calendar(std::string_view input);
void fuzz_event(std::string_view input);
void fuzz_signals(std::string_view input);
void fuzz_actions(std::string_view input);
void fuzz_receipt(std::string_view input);
void fuzz_toml(std::string_view input);

inline constexpr Target targets[] = {
    {"csv", fuzz_csv},         {"canonical", fuzz_canonical}, {"export", fuzz_export},
    {"profile", fuzz_profile}, {"rules", fuzz_rules},         {"ladder", fuzz_ladder},
    {"config", fuzz_config},   {"calendar", fuzz_calendar},   {"event", fuzz_event},
    {"signals", fuzz_signals}, {"actions", fuzz_actions},     {"receipt", fuzz_receipt},
    {"toml", fuzz_toml},
};

/// A broken promise stops the process, as a sanitizer would.
inline void expect(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}
