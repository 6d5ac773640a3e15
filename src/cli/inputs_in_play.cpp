#include "cli/inputs_in_play.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "catalogue/figures.hpp"
#include "study/replay.hpp"

namespace cupola {

namespace {

/// The records of the catalogue that a scenario names, each once, and where their figures come from.
class RecordList {
 public:
  explicit RecordList(const Scenario& scenario) : mode_(scenario.figures) {
    for (const RadarSite& radar : scenario.radars) add("radar", radar.type);
    for (const PassiveSite& passive : scenario.passives) add("passive sensor", passive.type);
    for (const LauncherSite& launcher : scenario.launchers) add("launcher", launcher.type);
    for (const PostSite& post : scenario.posts) add("command post", post.type);
    for (const PostSite& post : scenario.posts) add("doctrine", post.doctrine);
    for (const InterceptorType& weapon : scenario.weapons_true) add("interceptor", weapon);
    for (const Platform& platform : scenario.platforms) add("platform", platform.type);
    add_rest(scenario.status_counts);
  }
  std::vector<RecordInPlay> take() { return std::move(records_); }

 private:
  template <class Record>
  void add(const char* kind, const Record& record) {
    if (!seen_.insert({kind, record.name}).second) return;
    std::set<std::string> sources;
    Record copy = record;  // a visitor may change what it visits; this one does not
    for_each_figure(copy, [&](const std::string&, Figure& figure) {
      if (!figure.source.empty()) sources.insert(figure.source);
      if (mode_ == FigureMode::advertised && !figure.advertised_source.empty())
        sources.insert(figure.advertised_source);
    });
    records_.push_back({kind, record.name, count(record, mode_), {sources.begin(), sources.end()}});
    counted_ = counted_ + records_.back().counts;
  }

  /// What a scenario keeps no record of once it is loaded.
  void add_rest(const StatusCounts& all) {
    const StatusCounts rest{all.asserted - counted_.asserted, all.derived - counted_.derived,
                            all.assumed - counted_.assumed, all.remembered - counted_.remembered};
    if (rest.all() > 0) records_.push_back({"systems, readiness", "all", rest, {}});
  }

  FigureMode mode_;
  std::set<std::pair<std::string, std::string>> seen_;
  std::vector<RecordInPlay> records_;
  StatusCounts counted_;
};

/// The first point, and each level with the first of all other factors: both designs have them.
std::vector<std::size_t> points_to_read(const StoredStudy& study) {
  std::vector<std::size_t> points;
  for (std::size_t point = 0; point < study.points.size(); ++point) {
    if (study.points[point].draw > 0) continue;
    const std::vector<std::size_t>& levels = study.points[point].levels;
    if (std::count(levels.begin(), levels.end(), 0u) + 1 >= static_cast<std::ptrdiff_t>(levels.size()))
      points.push_back(point);
  }
  return points;
}

PointInPlay in_play(std::size_t point, const Scenario& scenario) {
  PointInPlay p{point, scenario.in_play, scenario.status_counts, scenario.terrain_note.words,
                RecordList(scenario).take()};
  // The hashes of the files as they lie in the store are told with the provenance.
  std::erase_if(p.lines, [](const std::string& line) { return line.starts_with("inputs: "); });
  return p;
}

std::vector<Source> sources_of(const std::vector<PointInPlay>& points, const Catalogue& catalogue) {
  std::map<std::string, Source> sources;
  for (const PointInPlay& point : points)
    for (const RecordInPlay& record : point.records)
      for (const std::string& key : record.sources)
        if (const auto at = catalogue.sources.find(key); at != catalogue.sources.end())
          sources[key] = at->second;
  std::vector<Source> list;
  for (const auto& [key, source] : sources) list.push_back(source);
  return list;
}

}  // namespace

void add_inputs_in_play(const std::string& store, const StoredStudy& study, const TerrainChoice& terrain,
                        StudyReportContext& context) {
  Problems problems;
  const StoredInputs inputs(store, problems);
  for (const std::size_t point : points_to_read(study)) {
    Scenario scenario;
    if (!problems.empty() || !inputs.load(point, terrain, scenario, problems)) break;
    context.in_play.push_back(in_play(point, scenario));
  }
  if (!problems.empty()) {
    context.in_play.clear();
    context.not_read = problems.all()[0].what;
    return;
  }
  context.sources = sources_of(context.in_play, inputs.catalogue());
}

}  // namespace cupola
