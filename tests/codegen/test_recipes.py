import ast
import sys

from designer.codegen.recipes import all_recipes, recipes_with_needs


def test_every_function_of_the_recipes_is_found_with_its_imports() -> None:
    recipes = all_recipes()
    assert {"training_batches", "split_rows", "read_csv", "one_hot"} <= set(recipes)
    assert recipes["split_rows"].imports == {"import numpy as np"}
    for recipe in recipes.values():
        ast.parse(recipe.text)


def test_a_recipe_brings_what_it_calls() -> None:
    names = {recipe.name for recipe in recipes_with_needs(["read_csv"])}
    assert {"read_csv", "csv_column"} <= names


def test_reading_recipes_imports_no_tensorflow() -> None:
    all_recipes()
    assert "designer.engine.recipes.batches" not in sys.modules or "tensorflow" in sys.modules
