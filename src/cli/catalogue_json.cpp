#include "cli/catalogue_json.hpp"

#include "catalogue/card.hpp"
#include "catalogue/figures.hpp"
#include "catalogue/names.hpp"
#include "cli/version.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

Json figure_json(const FigureSite& site, const Figure& figure) {
  return {{"name", site.name},
          {"dimension", dimension_name(site.measure.dimension)},
          {"value", figure.best},
          {"low", figure.low},
          {"high", figure.high},
          {"advertised", figure.advertised ? Json(*figure.advertised) : Json()},
          {"distribution", name_of(figure.distribution)},
          {"status", name_of(figure.status)},
          {"claimant", figure.source.empty() ? Json() : Json(name_of(figure.claimant))},
          {"source", figure.source.empty() ? Json() : Json(figure.source)},
          {"reason", figure.reason}};
}

template <class Record>
Json figures_of(Record record) {
  Json figures = Json::array();
  for_each_figure(record, [&figures](const FigureSite& site, Figure& figure) {
    figures.push_back(figure_json(site, figure));
  });
  return figures;
}

Json about(const Catalogue& catalogue) {
  return {{"version", version()}, {"content_hash", catalogue.content_hash}};
}

}  // namespace

Json catalogue_list_json(const Catalogue& catalogue) {
  Json j = about(catalogue);
  j["entries"] = Json::array();
  for_each_kind(catalogue, [&j](const char* kind, const auto& records) {
    for (const auto& [name, record] : records) j["entries"].push_back({{"kind", kind}, {"name", name}});
  });
  return j;
}

Json card_json(const Catalogue& catalogue, const std::string& name) {
  Json j = about(catalogue);
  j["name"] = name;
  j["entries"] = Json::array();
  for_each_kind(catalogue, [&](const char* kind, const auto& records) {
    const auto found = records.find(name);
    if (found != records.end())
      j["entries"].push_back({{"kind", kind}, {"figures", figures_of(found->second)}});
  });
  j["sources"] = Json::array();
  for (const auto& [key, source] : catalogue.sources)
    j["sources"].push_back({{"key", key}, {"title", source.title}, {"url", source.url}});
  j["card"] = card(catalogue, name);
  return j;
}

}  // namespace cupola
