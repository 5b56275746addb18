// SPDX-License-Identifier: EUPL-1.2
// verzuim dossier melding: what the register wants to know, as TOML or CSV.
#include "dossier_verbs.hpp"
#include "ground.hpp"
#include "io.hpp"
#include "verzuim/melding.hpp"

using namespace verzuim;

int show_meldingen(const Global& global, const DossierOptions& options) {
  const Date on = date_option(options.on, "--on");
  Store store(global.store, false);
  expect_holder(global, store);
  const std::vector<DossierEvent> events = events_of(store, options.id);
  const Ground ground(global, store);
  const std::vector<std::string> shown = {events.front().pupil};
  store.note_read(&shown);
  const auto forms = melding_forms(ground.setting, on, facts_of(store, events.front().pupil), events);
  std::string out = options.format == "csv" ? melding_header() : std::string();
  for (const MeldingForm& form : forms)
    options.format == "csv" ? write_melding_csv(out, form) : write_melding_toml(out, form);
  print(out);
  for (const MeldingForm& form : forms)
    if (!global.config.directory.empty() && form.contact_phone.empty() && form.contact_mail.empty())
      say("verzuim dossier: " + contact_gap(form.contact_role, form.location, {}));
  return 0;
}
