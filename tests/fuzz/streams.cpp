// SPDX-License-Identifier: EUPL-1.2
// Streams between the commands, and the words of an event.
#include <sstream>
#include <string>
#include <vector>

#include "targets.hpp"
#include "verzuim/dossier_entry.hpp"
#include "verzuim/error.hpp"
#include "verzuim/escalation.hpp"
#include "verzuim/receipt.hpp"
#include "verzuim/run_receipt.hpp"
#include "verzuim/signal.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

std::string written(const std::vector<Signal>& signals) {
  std::string out = signals_header();
  for (const Signal& signal : signals) write_signal(out, signal);
  return out;
}

std::string written(const std::vector<Action>& actions) {
  std::string out;
  for (const Action& action : actions) write_action_toml(out, action);
  return out;
}

}  // namespace

void fuzz_signals(std::string_view input) {
  std::istringstream in{std::string(input)};
  try {
    const std::string once = written(read_signals(in, "in"));
    std::istringstream back(once);
    expect(written(read_signals(back, "back")) == once, "signals are read as they are written");
  } catch (const Error&) {
  }
}

void fuzz_actions(std::string_view input) {
  std::istringstream in{std::string(input)};
  std::vector<Action> actions;
  try {
    actions = read_actions(in, "in");
  } catch (const Error&) {
    return;
  }
  if (actions.empty()) return;
  const std::string once = written(actions);
  std::istringstream back(once);
  try {
    expect(written(read_actions(back, "back")) == once, "actions are read as they are written");
  } catch (const Error&) {
    expect(false, "what was written can be read");
  }
}

void fuzz_receipt(std::string_view input) {
  try {
    pupils_of_receipts(input, "in");
  } catch (const Error&) {
  }
  std::string once;
  try {
    once = run_receipt_text(read_run_receipt(input, "in"));
  } catch (const Error&) {
    return;
  }
  try {
    expect(run_receipt_text(read_run_receipt(once, "back")) == once,
           "a receipt of a run is read as it is written");
  } catch (const Error&) {
    expect(false, "what was written can be read");
  }
}

/// The first line is the type, each other one a word.
void fuzz_event(std::string_view input) {
  auto words = split(input, '\n');
  if (words.empty()) return;
  const std::string type = words.front();
  words.erase(words.begin());
  try {
    for (const auto& [name, value] : parse_event(type, words))
      expect(!name.empty() && value.find('\n') == std::string::npos, "a field has a name and one line");
  } catch (const Error& e) {
    expect(e.code() == ErrorCode::usage || e.code() == ErrorCode::data, "a wrong event is a wrong call");
  }
}
