// SPDX-License-Identifier: EUPL-1.2
// What the case model stands on in a run of the program: ladders, what is known of the rules, the schools'
// calendars.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "cli.hpp"
#include "io.hpp"
#include "verzuim/escalation.hpp"
#include "verzuim/store.hpp"

/// The setting of the case model, with everything it points at.
struct Ground {
  /// `added` are paths of ladders besides the shipped ones and those of the config.
  Ground(const Global& global, verzuim::Store& store, verzuim::RuleNotes notes = {},
         const std::vector<std::string>& added = {})
      : ladders(load_ladders(global, added)),
        rules(std::move(notes)),
        calendar(verzuim::Reference::shipped(), store.schools(), store.calendar()) {
    setting.ladders = &ladders;
    setting.rules = &rules;
    setting.law = &verzuim::Law::shipped();
    setting.reference = &verzuim::Reference::shipped();
    setting.calendar = &calendar;
    setting.schools = &store.school_names();
    setting.without_jeugdarts = &global.config.without_jeugdarts;
    setting.role_labels = &global.config.role_labels;
    setting.directory = &global.config.directory;
    setting.at = now_utc();
  }
  Ground(const Ground&) = delete;

  verzuim::LadderSet ladders;
  verzuim::RuleNotes rules;
  verzuim::Calendar calendar;
  verzuim::EscalationSetting setting;
};
