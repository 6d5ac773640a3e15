#pragma once

#include <string>

#include "study/study.hpp"

/// What the answer of a study calls its points and measures.
namespace cupola {

const std::string& level_of(const Study& study, std::size_t point, std::size_t factor);

/// What a column is called; a ratio before the measure that it stands for.
std::string text_of(const Study& study, const std::string& column);

/// From its own unit to the one of its text.
double shown(const Study& study, const std::string& column);

/// `batch: one set; drones: as they come`, without the draw; empty where nothing is varied.
std::string levels_text(const Study& study, std::size_t point);

}  // namespace cupola
