#include "cli/terrain_option.hpp"

namespace cupola {

void add_terrain_option(CLI::App& verb, std::vector<std::string>& words) {
  verb.add_option("--terrain", words,
                  "smooth, coarse or fine, whatever the scenario says; or tiles (*.cupola-tile, *.hgt) or a "
                  "folder of "
                  "them to be fine with, in the place of the user's cache; may be given several times")
      ->allow_extra_args(false);
}

TerrainChoice terrain_choice(const std::vector<std::string>& words) {
  TerrainChoice choice;
  for (const std::string& word : words) {
    const NameList kinds = names_of(TerrainKind{});
    const auto kind = std::find(kinds.begin(), kinds.end(), word);
    if (kind == kinds.end()) {
      choice.tiles.push_back(word);
      continue;
    }
    if (words.size() > 1)
      throw CLI::ValidationError("--terrain", "`" + word + "` stands alone: it goes with nothing else");
    choice.kind = static_cast<TerrainKind>(kind - kinds.begin());
  }
  return choice;
}

nlohmann::ordered_json terrain_json(const TerrainNote& note) {
  nlohmann::ordered_json j = {{"kind", names_of(TerrainKind{})[static_cast<std::size_t>(note.kind)]},
                              {"words", note.words}};
  if (note.kind == TerrainKind::smooth) return j;
  j["fine_tiles"] = note.tiles;
  j["content_hash"] = note.content_hash;
  return j;
}

}  // namespace cupola
