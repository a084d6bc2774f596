"""Exercises and muscles as pictures: a mannequin solved from a pose description, drawn as one SVG that moves."""

from overload.figures.drawing import figure_svg as figure_svg
from overload.figures.drawing import print_svg as print_svg
from overload.figures.muscles import muscles_svg as muscles_svg
from overload.figures.page import exercise_page as exercise_page
from overload.figures.page import picture as picture
from overload.figures.page import standing as standing
from overload.figures.poses import FIGURES as FIGURES
from overload.figures.poses import figure_of as figure_of
