import keras
from keras import layers


def inception_module(x, f1, f3r, f3, f5r, f5, fp, name=None):
    path1 = layers.Conv2D(f1, (1, 1), padding="same", activation="relu")(x)
    path2 = layers.Conv2D(f3r, (1, 1), padding="same", activation="relu")(x)
    path2 = layers.Conv2D(f3, (3, 3), padding="same", activation="relu")(path2)
    path3 = layers.Conv2D(f5r, (1, 1), padding="same", activation="relu")(x)
    path3 = layers.Conv2D(f5, (5, 5), padding="same", activation="relu")(path3)
    path4 = layers.MaxPool2D((3, 3), strides=(1, 1), padding="same")(x)
    path4 = layers.Conv2D(fp, (1, 1), padding="same", activation="relu")(path4)
    return layers.concatenate([path1, path2, path3, path4], axis=3, name=name)


entry = layers.Input(shape=(64, 64, 3))
x = layers.Conv2D(16, (7, 7), padding="same", strides=(2, 2), activation="relu", name="stem")(entry)
x = inception_module(x, 8, 12, 16, 2, 4, 4, name="inception_3a")
x = inception_module(x, 16, 16, 24, 4, 12, 8, name="inception_3b")
aux = layers.GlobalAveragePooling2D()(x)
aux = layers.Dense(10, activation="softmax", name="auxiliary")(aux)
x = layers.MaxPool2D((3, 3), padding="same", strides=(2, 2))(x)
x = layers.GlobalAveragePooling2D()(x)
x = layers.Dropout(0.4)(x)
x = layers.Dense(10, activation="softmax", name="main")(x)
model = keras.Model(entry, [x, aux], name="small_inception")
