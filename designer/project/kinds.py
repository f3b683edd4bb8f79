"""Every kind that the nodes of one project can be: Keras's, and those of the project itself."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from designer.catalog.catalog import Catalog, load_catalog
from designer.catalog.specs import (
    Family,
    LayerSpec,
    ObjectSpec,
    Param,
    ParamGroup,
    ParamType,
    Port,
    Registry,
    Role,
)
from designer.graph.blocks import (
    DEEPEST,
    MOST_REPEATS,
    REPEAT,
    Block,
    BlockId,
    Blocks,
    BlockStyle,
    Exposed,
    block_kind,
    block_of,
)
from designer.graph.connecting import UNKNOWN_INPUTS, UNKNOWN_OUTPUTS
from designer.graph.records import Node
from designer.project.own_kinds import own_objects
from designer.project.project import Project

_REPEAT = Param(
    REPEAT,
    (ParamType.INT,),
    default=1,
    minimum=1,
    maximum=MOST_REPEATS,
    help="How often it is chained, outputs to inputs; each repetition has weights of its own.",
)
_TRAINING = Param(
    "training",
    (ParamType.BOOL,),
    nullable=True,
    group=ParamGroup.ADVANCED,
    call=True,
    help="On or off: always works as in training, or never. Empty: as the model is used.",
)
"""What the call of a model takes; a block that is a function has no call of its own."""


class ProjectCatalog(Catalog):
    """The catalogue of Keras with the blocks and the own classes of one project."""

    def __init__(
        self,
        base: Catalog,
        blocks: Blocks,
        own: Mapping[Registry, Iterable[ObjectSpec]] | None = None,
    ) -> None:
        self._base, self._blocks = base, blocks
        own = own or {}
        layers = [spec for spec in own.get(Registry.LAYER, ()) if isinstance(spec, LayerSpec)]
        self._made = {spec.kind: spec for spec in layers}
        self._saved = {spec.title: _with_usual_ports(spec) for spec in layers}
        self._being_made: set[BlockId] = set()
        for block in blocks.values():
            self._block_spec(block)
        super().__init__(
            self._made.values(), {r: tuple(s) for r, s in own.items() if r is not Registry.LAYER}
        )
        self._own_layers = self.layers
        self._own_objects = dict(self._objects)
        self.keras_version = base.keras_version
        self.layers = MappingProxyType({**base.layers, **self._own_layers})

    def layer(self, kind: str) -> LayerSpec | None:
        """Return the description of *kind*: a block, a class of the project or of Keras.

        A kind that is known nowhere else is the name that a class was saved under, as in
        `my_package>MyDense`: it is the class of that name in the own module, once that has one.
        """
        known = self._own_layers.get(kind) or self._base.layer(kind)
        return known or self._saved.get(kind.rpartition(">")[2])

    def placeable(self) -> tuple[LayerSpec, ...]:
        """Return the kinds that can stand as nodes, Keras's first."""
        return (*self._base.placeable(), *self._own_layers.values())

    def by_family(self) -> Mapping[Family, tuple[LayerSpec, ...]]:
        """Return the kinds that can stand as nodes under their families."""
        found = dict(self._base.by_family())
        for spec in self._own_layers.values():
            found[spec.family] = (*found.get(spec.family, ()), spec)
        return {family: found[family] for family in Family if family in found}

    def objects(self, registry: Registry) -> Mapping[str, ObjectSpec]:
        """Return class name -> description of everything in *registry*."""
        if registry is Registry.LAYER:
            return self.layers
        own = self._own_objects.get(registry)
        base = self._base.objects(registry)
        return MappingProxyType({**base, **own}) if own else base

    def find(self, registry: Registry, name: str) -> ObjectSpec | None:
        """Return the description of a class or of a short name, or None."""
        own = self._own_objects.get(registry, {}).get(name)
        return own or self._base.find(registry, name)

    def _block_spec(self, block: Block) -> LayerSpec | None:
        """Return the description of a block; None where it holds itself or stands too deep."""
        kind = block_kind(block.id)
        being_made = self._being_made
        if kind in self._made or block.id in being_made or len(being_made) > DEEPEST:
            return self._made.get(kind)
        self._being_made.add(block.id)
        self._made[kind] = LayerSpec(
            kind=kind,
            title=block.name,
            module="",
            registry=Registry.LAYER,
            params=(
                *(self._param(block, exposed) for exposed in block.params),
                *_own_params(block),
            ),
            summary=block.notes.split("\n")[0] or "A block of this project.",
            help=block.notes,
            family=Family.BLOCK,
            role=Role.BLOCK,
            inputs=tuple(Port(node.name) for node in block.graph.inputs),
            outputs=tuple(Port(node.name) for node in block.graph.outputs),
            key_params=tuple(exposed.name for exposed in block.params[:3]),
            words=(block.name,),
            icon="block",
        )
        self._being_made.discard(block.id)
        return self._made[kind]

    def _param(self, block: Block, exposed: Exposed) -> Param:
        """Return the description of an exposed parameter: like that of its first target."""
        for id, name in exposed.targets:
            node = block.graph.nodes.get(id)
            like = self._inner_param(node, name) if node else None
            if like is not None:
                words = exposed.help or like.help
                return replace(
                    like,
                    name=exposed.name,
                    default=exposed.default,
                    initial=None,
                    required=False,
                    help=words,
                )
        return Param(exposed.name, (ParamType.ANY,), exposed.default, help=exposed.help)

    def _inner_param(self, node: Node, name: str) -> Param | None:
        block = self._blocks.get(block_of(node.kind) or "")
        if block is not None:
            spec = self._block_spec(block)
        else:
            spec = self._made.get(node.kind) or self._base.layer(node.kind)
        return spec.param(name) if spec else None


def catalog_for(project: Project, base: Catalog | None = None) -> Catalog:
    """Return the catalogue of everything that can stand in *project*.

    Returns:
        *base* (Keras's own, unless said) itself where the project adds nothing.
    """
    base = base or load_catalog()
    own = own_objects(project, base)
    if not project.blocks and not own:
        return base
    return ProjectCatalog(base, project.blocks, own)


def _with_usual_ports(spec: LayerSpec) -> LayerSpec:
    """Return *spec* with the ports that a layer has while its class is not known."""
    inputs, outputs = spec.inputs, spec.outputs
    first = tuple(replace(port, name=UNKNOWN_INPUTS[0].name) for port in inputs[:1])
    if len(outputs) == 1:
        outputs = (replace(outputs[0], name=UNKNOWN_OUTPUTS[0].name),)
    return replace(spec, inputs=(*first, *inputs[1:]), outputs=outputs)


def _own_params(block: Block) -> tuple[Param, ...]:
    """Return the parameters that every instance has, whatever its block exposes."""
    is_model = block.style is BlockStyle.MODEL
    exposes = any(exposed.name == _TRAINING.name for exposed in block.params)
    return (_REPEAT, _TRAINING) if is_model and not exposes else (_REPEAT,)
