#include "study/draw_tables.hpp"

namespace cupola {

namespace {

constexpr const char* kLayout = R"(
CREATE TABLE uncertain(input INTEGER PRIMARY KEY, name TEXT, path TEXT, best TEXT, low TEXT, high TEXT,
                       distribution TEXT) STRICT;
CREATE TABLE draws(draw INTEGER, input INTEGER, quantile REAL, value TEXT, PRIMARY KEY(draw, input)) STRICT;
CREATE TABLE draw_settings(draw INTEGER, place INTEGER, path TEXT, value TEXT, PRIMARY KEY(draw, place)) STRICT;
)";

std::int64_t number(std::size_t i) { return static_cast<std::int64_t>(i); }

/// How it is drawn, in words.
std::string distribution_of(const UncertainInput& input) {
  if (!input.levels.empty()) return "levels";
  if (input.figures.size() > 1) return "each its own";
  const Figure& figure = input.figures.empty() ? input.interval : input.figures.front().figure;
  return names_of(Distribution{})[static_cast<std::size_t>(figure.distribution)];
}

std::string paths_of(const UncertainInput& input) {
  std::string paths = input.path;
  for (const FigurePath& f : input.figures) paths += (paths.empty() ? "" : "\n") + f.path;
  return paths;
}

void write_inputs(Database& database, const Uncertainty& uncertain) {
  Statement inputs = database.prepare("INSERT INTO uncertain VALUES(?,?,?,?,?,?,?)");
  for (std::size_t i = 0; i < uncertain.inputs.size(); ++i) {
    const UncertainInput& input = uncertain.inputs[i];
    inputs.bind(number(i)).bind(input.name).bind(paths_of(input)).bind(text_at(input, kAtBest));
    inputs.bind(text_at(input, 0.0)).bind(text_at(input, 1.0)).bind(distribution_of(input)).run();
  }
}

}  // namespace

void write_draws(Database& database, const Uncertainty& uncertain) {
  database.execute(kLayout);
  if (!uncertain.given()) return;
  write_inputs(database, uncertain);
  Statement draws = database.prepare("INSERT INTO draws VALUES(?,?,?,?)");
  Statement settings = database.prepare("INSERT INTO draw_settings VALUES(?,?,?,?)");
  for (std::size_t draw = 0; draw < uncertain.draws(); ++draw) {
    std::int64_t place = 0;
    for (std::size_t i = 0; i < uncertain.inputs.size(); ++i) {
      const double quantile = uncertain.quantile(draw, i);
      draws.bind(number(draw))
          .bind(number(i))
          .bind(quantile)
          .bind(text_at(uncertain.inputs[i], quantile))
          .run();
      for (const SettingFile& setting : settings_at(uncertain.inputs[i], quantile))
        settings.bind(number(draw)).bind(place++).bind(setting.path).bind(setting.value).run();
    }
  }
}

std::vector<std::string> drawn_settings(Database& database, std::uint64_t point) {
  Statement select = database.prepare(
      "SELECT path, value FROM points JOIN draw_settings USING(draw) WHERE point = ? ORDER BY place");
  select.bind(static_cast<std::int64_t>(point));
  std::vector<std::string> settings;
  while (select.step()) settings.push_back(select.text(0) + "=" + select.text(1));
  return settings;
}

}  // namespace cupola
