// SPDX-License-Identifier: EUPL-1.2
// What the verbs of `verzuim dossier` share.
#pragma once
#include <string>
#include <vector>

#include "cli.hpp"
#include "verzuim/dossier_entry.hpp"
#include "verzuim/pupil.hpp"

/// The events of a dossier. Throws: Error (no_input) when there is none.
std::vector<verzuim::DossierEvent> events_of(verzuim::Store& store, const std::string& id);
/// What the store knows of a pupil; a bare pupil when it knows none.
verzuim::PupilFacts facts_of(verzuim::Store& store, const std::string& pupil);
/// The free text in a file; `-` is standard input.
verzuim::EntryField text_field(const std::string& path);

/// record and close.
int record_events(const Global& global, const DossierOptions& options);
